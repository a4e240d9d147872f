import EIDMethod
import Testing

@testable import EIDOpenIDConnect

/// A mapping that makes no sense is refused before anybody signs in, with the path of each problem.
@Suite("A check of the mapping refuses") struct MappingSettingsTests {
    private func paths(_ attribute: String, _ rule: SettingValue) -> [String] { RuleReading.paths(attribute, rule) }

    @Test("an attribute that is not in the catalogue, and says which was meant")
    func unknownAttribute() {
        #expect(paths("givenname", ["claim": "a"]) == ["attributes.givenname"])
        let issues = TestSettings.issues(["attributes": ["given_name": ["claim": "a"]]])
        #expect(issues.first?.message.contains("givenName") == true)
    }

    @Test("attributes that no claim can give", arguments: ["picture", "device"])
    func unmappable(_ name: String) { #expect(paths(name, ["claim": "a"]) == ["attributes.\(name)"]) }

    @Test("a rule without a source")
    func noSource() { #expect(paths("email", ["trim": true]) == ["attributes.email"]) }

    @Test("a rule with two sources")
    func twoSources() { #expect(paths("email", ["claim": "a", "constant": "b"]) == ["attributes.email"]) }

    @Test(
        "a malformed path",
        arguments: ["a..b", ".a", "a.", "a/b", "/", "/a~2", "/a~", "a.b.c.d.e.f.g.h.i"]
    )
    func malformedPath(_ path: String) {
        #expect(paths("email", ["claim": .text(path)]) == ["attributes.email.claim"])
        #expect(paths("email", ["firstOf": ["good", .text(path)]]) == ["attributes.email.firstOf[1]"])
        #expect(paths("name", ["join": [.text(path), "good"]]) == ["attributes.name.join[0]"])
    }

    @Test("a path beyond all reason")
    func longPath() {
        let path = SettingValue.text(String(repeating: "x", count: 257))
        #expect(paths("email", ["claim": path]) == ["attributes.email.claim"])
    }

    @Test("lists of paths that are empty or too long")
    func pathLists() {
        #expect(paths("email", ["firstOf": []]) == ["attributes.email.firstOf"])
        let many = SettingValue.list((0..<9).map { .text("a\($0)") })
        #expect(paths("email", ["firstOf": many]) == ["attributes.email.firstOf"])
        #expect(paths("name", ["join": many]) == ["attributes.name.join"])
    }

    @Test("a separator without anything to separate, or a long one")
    func separators() {
        #expect(paths("email", ["claim": "a", "separator": ","]) == ["attributes.email.separator"])
        let long = SettingValue.text(String(repeating: "-", count: 17))
        #expect(paths("name", ["join": ["a"], "separator": long]) == ["attributes.name.separator"])
    }

    @Test("a constant of white space, or a long one")
    func constants() {
        #expect(paths("locale", ["constant": " "]) == ["attributes.locale.constant"])
        let long = SettingValue.text(String(repeating: "x", count: 257))
        #expect(paths("locale", ["constant": long]) == ["attributes.locale.constant"])
    }

    @Test("a constant that the attribute cannot have")
    func impossibleConstant() {
        #expect(paths("gender", ["constant": "F"]) == ["attributes.gender.constant"])
        #expect(paths("nationality", ["constant": "Belgian"]) == ["attributes.nationality.constant"])
    }

    @Test("a constant for which somebody should vouch")
    func vouchedConstant() {
        #expect(paths("locale", ["constant": "fi", "basis": "document"]) == ["attributes.locale.basis"])
    }

    @Test("words that lead where the attribute cannot be")
    func impossibleWords() {
        let words: SettingValue = ["M": "man", "F": "female"]
        #expect(paths("gender", ["claim": "sex", "words": words]) == ["attributes.gender.words"])
    }

    @Test("a table without words, a word without meaning, too many and too long ones")
    func wordTables() {
        #expect(paths("nickname", ["claim": "a", "words": [:]]) == ["attributes.nickname.words"])
        #expect(paths("nickname", ["claim": "a", "words": ["x": " "]]) == ["attributes.nickname.words.x"])
        let many = SettingValue.section(Dictionary(uniqueKeysWithValues: (0..<101).map { ("\($0)", "x") }))
        #expect(paths("nickname", ["claim": "a", "words": many]) == ["attributes.nickname.words"])
        let long = SettingValue.text(String(repeating: "x", count: 257))
        #expect(paths("nickname", ["claim": "a", "words": ["x": long]]) == ["attributes.nickname.words.x"])
    }

    @Test("prefixes that are too many or too long")
    func prefixes() {
        let many = SettingValue.list((0..<9).map { .text("a\($0)") })
        #expect(paths("nickname", ["claim": "a", "stripPrefix": many]) == ["attributes.nickname.stripPrefix"])
        let long = SettingValue.text(String(repeating: "x", count: 257))
        #expect(paths("nickname", ["claim": "a", "stripPrefix": [long]]) == ["attributes.nickname.stripPrefix[0]"])
    }

    @Test("dates where there are none, none where there must be some, and two that cannot be told apart")
    func dates() {
        #expect(paths("email", ["claim": "a", "dates": ["yyyy"]]) == ["attributes.email.dates"])
        #expect(paths("birthdate", ["claim": "a", "dates": []]) == ["attributes.birthdate.dates"])
        for pair in DateForm.rivals {
            let forms = SettingValue.list(pair.map { .text($0.rawValue) })
            #expect(paths("birthdate", ["claim": "a", "dates": forms]) == ["attributes.birthdate.dates"])
        }
    }

    @Test("a moment as a day, or as a constant")
    func moments() {
        #expect(paths("updatedAt", ["claim": "a", "dates": ["yyyy"]]) == ["attributes.updatedAt.dates"])
        #expect(paths("updatedAt", ["constant": "1"]) == ["attributes.updatedAt"])
    }

    @Test("a country's form where there is no text")
    func countryOfDate() {
        #expect(paths("birthdate", ["claim": "a", "country": "alpha2"]) == ["attributes.birthdate.country"])
    }

    @Test("an address without parts, with unknown ones, or with a source of its own")
    func addresses() {
        #expect(paths("address", ["basis": "document"]) == ["attributes.address.parts"])
        #expect(
            paths("address", ["parts": ["city": ["claim": "a"]]]) == ["attributes.address.parts.city"]
        )
        #expect(
            paths("address", ["claim": "a", "parts": ["locality": ["claim": "b"]]]) == ["attributes.address.claim"]
        )
        #expect(
            paths("address", ["parts": ["country": ["claim": "a", "country": "alpha3"]]])
                == ["attributes.address.parts.country.country"]
        )
        #expect(
            paths("placeOfBirth", ["parts": ["region": ["claim": "a"]]]) == ["attributes.placeOfBirth.parts.region"]
        )
        #expect(paths("email", ["claim": "a", "parts": ["country": ["claim": "b"]]]) == ["attributes.email.parts"])
    }

    @Test("a part that is malformed, with its own path")
    func malformedPart() {
        let rule: SettingValue = ["parts": ["locality": ["claim": "a..b"], "region": ["trim": true]]]
        #expect(
            paths("address", rule) == ["attributes.address.parts.locality.claim", "attributes.address.parts.region"]
        )
    }

    @Test("a scope of two words")
    func scopes() { #expect(paths("email", ["claim": "a", "scopes": ["a b"]]) == ["attributes.email.scopes[0]"]) }

    @Test("a key that is not a setting, at any depth")
    func unknownKeys() {
        #expect(paths("email", ["claim": "a", "colour": "red"]) == ["attributes.email.colour"])
        let rule: SettingValue = ["parts": ["locality": ["claim": "a", "basis": "document"]]]
        #expect(paths("address", rule) == ["attributes.address.parts.locality.basis"])
    }

    @Test("everything at once")
    func everythingAtOnce() {
        let attributes: SettingValue = [
            "email": ["claim": "a..b"], "gender": ["constant": "x"], "picture": ["claim": "p"], "unheardOf": [:],
        ]
        let paths = Set(TestSettings.issues(["attributes": attributes]).map(\.path))
        #expect(
            paths == [
                "attributes.email.claim", "attributes.gender.constant", "attributes.picture", "attributes.unheardOf",
            ]
        )
    }
}
