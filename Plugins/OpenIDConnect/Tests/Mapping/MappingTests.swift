import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDOpenIDConnect

/// What rules make of good claims.
@Suite struct MappingTests {
    @Test(
        arguments: [
            (["claim": "given_name"], ["given_name": "Robin"], "Robin"),
            (["claim": "given_name"], ["given_name": "  Robin\n"], "Robin"),
            (["claim": "given_name", "trim": false], ["given_name": " Robin"], " Robin"),
            (["claim": "person.names.1"], ["person": ["names": ["a", "b"]]], "b"),
            (["claim": "/https:~1~1x.example~1n~0"], ["https://x.example/n~": "pointer"], "pointer"),
            (["claim": "urn:oid:2"], ["urn:oid:2": "colon"], "colon"),
            (["firstOf": ["a", "b"]], ["a": nil, "b": "second"], "second"),
            (["firstOf": ["a", "b"]], ["a": "", "b": "second"], "second"),
            (["firstOf": ["a", "b"]], ["a": [1], "b": "second"], "second"),
            (["join": ["a", "b", "c"]], ["a": "x", "c": " z "], "x z"),
            (["join": ["a", "b"], "separator": ", "], ["a": "x", "b": "y"], "x, y"),
            (["constant": "always"], [:], "always"),
            (["claim": "a", "case": "upper"], ["a": "é"], "É"),
            (["claim": "a", "case": "lower"], ["a": "ABC"], "abc"),
            (["claim": "a", "stripPrefix": ["tel:", "sip:"]], ["a": "sip:1"], "1"),
            (["claim": "a", "stripPrefix": ["??/??/"]], ["a": "DE/NL/12"], "12"),
            (["claim": "a", "words": ["1": "one"]], ["a": 1], "one"),
            (["claim": "a", "case": "lower", "words": ["yes": "ja"]], ["a": "YES"], "ja"),
            (["claim": "a", "country": "alpha2"], ["a": "bel"], "BE"),
            (["claim": "a", "country": "alpha3"], ["a": "EL"], "GRC"),
        ] as [(SettingValue, JSON, String)]
    )
    func texts(_ rule: SettingValue, _ claims: JSON, _ expected: String) throws {
        #expect(try RuleReading.value("nickname", rule, claims) == .text(expected))
    }

    @Test(
        arguments: [
            ("yyyy-MM-dd", "1990-02-28", "1990-02-28"), ("yyyy-MM", "1990-02", "1990-02"), ("yyyy", "1990", "1990"),
            ("yyyyMMdd", "19900228", "1990-02-28"), ("dd-MM-yyyy", "28-02-1990", "1990-02-28"),
            ("dd/MM/yyyy", "28/02/1990", "1990-02-28"), ("dd.MM.yyyy", "28.02.1990", "1990-02-28"),
            ("ddMMyyyy", "28021990", "1990-02-28"), ("MM/dd/yyyy", "02/28/1990", "1990-02-28"),
            ("dateTime", "1990-02-28T23:30:00-05:00", "1990-02-28"), ("epochSeconds", 636_163_200, "1990-02-28"),
            ("epochSeconds", -2_208_988_800, "1900-01-01"), ("epochSeconds", 951_782_400, "2000-02-29"),
            ("epochSeconds", -62_135_596_800, "0001-01-01"), ("epochMilliseconds", 636_163_199_999, "1990-02-27"),
        ] as [(String, JSON, String)]
    )
    func dates(_ form: String, _ claim: JSON, _ expected: String) throws {
        let rule: SettingValue = ["claim": "born", "dates": [.text(form)]]
        let date = try #require(CalendarDate(iso: expected))
        #expect(try RuleReading.value("birthdate", rule, ["born": claim]) == .date(date))
    }

    @Test(
        arguments: [
            (["claim": "a"], ["a": true], true), (["claim": "a"], ["a": "false"], false),
            (["claim": "a", "words": ["Y": "true", "N": "false"]], ["a": "N"], false),
            (["claim": "a", "words": ["1": "true"]], ["a": 1], true), (["constant": "true"], [:], true),
        ] as [(SettingValue, JSON, Bool)]
    )
    func truths(_ rule: SettingValue, _ claims: JSON, _ expected: Bool) throws {
        #expect(try RuleReading.value("ageOver18", rule, claims) == .boolean(expected))
    }

    @Test func addressesKeepTheirGoodParts() throws {
        let rule: SettingValue = [
            "parts": ["locality": ["claim": "a.city"], "country": ["claim": "a.land"], "region": ["claim": "a.region"]]
        ]
        let outcome = try RuleReading.outcome(["address": rule], ["a": ["city": "Gent", "land": "Atlantis"]])
        #expect(outcome.attributes[.address] == PostalAddress(locality: "Gent"))
        #expect(outcome.notices == ["address (a.land): not a country code"])
    }

    @Test func catalogueFormsHoldWhateverTheSettingsSay() throws {
        #expect(try RuleReading.value("nationality", ["claim": "n"], ["n": "nl"]) == .text("NLD"))
        #expect(try RuleReading.value("documentIssuingCountry", ["claim": "n"], ["n": "D"]) == .text("DEU"))
        #expect(try RuleReading.value("nationalNumberCountry", ["claim": "n"], ["n": "FIN"]) == .text("FI"))
    }

    @Test func theFirstDocumentThatHasTheClaimCounts() throws {
        let rule: [String: SettingValue] = ["email": ["claim": "email"]]
        let both = try RuleReading.outcome(rule, ["email": "token@example.org"], ["email": "info@example.org"])
        #expect(both.attributes[.email] == "token@example.org")
        let second = try RuleReading.outcome(rule, ["email": ""], ["email": "info@example.org"])
        #expect(second.attributes[.email] == "info@example.org")
    }

    @Test func provenanceSaysWhereARuleMakesAnotherText() throws {
        let outcome = try RuleReading.outcome(
            [
                "nationalNumber": ["claim": "id", "stripPrefix": ["PNO"]],
                "nickname": ["claim": "nick", "words": ["a": "b"]], "name": ["claim": "n", "case": "upper"],
            ],
            ["id": "PNO123", "nick": "a", "n": "Ada"]
        )
        #expect(outcome.attributes[.nationalNumber] == "123" && outcome.attributes[.nickname] == "b")
        #expect(outcome.attributes.provenance(of: .nationalNumber)?.isChanged == true)
        #expect(outcome.attributes.provenance(of: .nickname)?.isChanged == true)
        #expect(outcome.attributes.provenance(of: .name)?.isChanged == false)
    }

    @Test func provenanceNamesTheClaimThatWasRead() throws {
        let outcome = try RuleReading.outcome(
            [
                "email": ["firstOf": ["work", "home"], "basis": "upstream"], "nickname": ["claim": "nick"],
                "name": ["join": ["a", "b"], "basis": "document"], "locale": ["constant": "fi"],
            ],
            ["home": "x@example.org", "nick": "Ro", "a": "A", "b": "B"]
        )
        #expect(outcome.attributes.provenance(of: .email) == Provenance(claim: "home", basis: .upstream))
        // Where the settings do not say why a value is believed, nobody vouches for it.
        #expect(outcome.attributes.provenance(of: .nickname) == Provenance(claim: "nick", basis: .selfDeclared))
        #expect(outcome.attributes.provenance(of: .name) == Provenance(claim: "a, b", basis: .document))
        #expect(outcome.attributes.provenance(of: .locale) == Provenance(claim: "", basis: .derived))
    }
}
