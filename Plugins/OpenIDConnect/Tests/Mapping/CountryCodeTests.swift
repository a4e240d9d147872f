import Testing

@testable import EIDOpenIDConnect

@Suite struct CountryCodeTests {
    @Test(
        arguments: [
            ("BE", "BE", "BEL"), ("nld", "NL", "NLD"), ("EL", "GR", "GRC"), ("UK", "GB", "GBR"), ("D", "DE", "DEU"),
            ("ZWE", "ZW", "ZWE"), ("AD", "AD", "AND"),
        ]
    )
    func readsEitherCode(_ text: String, _ alpha2: String, _ alpha3: String) {
        let country = CountryCode(text)
        #expect(country?.written(.alpha2) == alpha2)
        #expect(country?.written(.alpha3) == alpha3)
    }

    @Test(arguments: ["", "XX", "B", "BELG", "B E", "ß", "İ", "ＢＥ"])
    func refusesOtherTexts(_ text: String) { #expect(CountryCode(text) == nil) }
}
