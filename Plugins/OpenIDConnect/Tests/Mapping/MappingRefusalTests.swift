import EIDJSON
import EIDMethod
import Testing

@testable import EIDOpenIDConnect

/// What cannot be read is absent, and the operator hears of it by the claim's name.
@Suite("A mapping leaves absent, with a notice") struct MappingRefusalTests {
    private func expect(
        _ attribute: String,
        _ rule: SettingValue,
        _ claims: JSON,
        _ reason: MappingFailure,
        claim: String = "a",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let notices = try RuleReading.notices(attribute, rule, claims)
        #expect(notices == ["\(attribute) (\(claim)): \(reason.rawValue)"], sourceLocation: sourceLocation)
    }

    @Test("a value of another type", arguments: [1, true, [:], ["x"], 1.5] as [JSON])
    func mistyped(_ value: JSON) throws { try expect("nickname", ["claim": "a"], ["a": value], .wrongType) }

    @Test("a joined text of another type")
    func mistypedPart() throws {
        try expect("nickname", ["join": ["a", "b"]], ["a": 1, "b": "x"], .wrongType)
    }

    @Test("a text beyond all reason")
    func longText() throws {
        let text = String(repeating: "x", count: 4097)
        try expect("nickname", ["claim": "a"], ["a": .string(text)], .tooLong)
        try expect("nickname", ["join": ["a", "b"]], ["a": .string(text), "b": "x"], .tooLong)
    }

    @Test("texts that are too long together")
    func longJoin() throws {
        let text = JSON.string(String(repeating: "x", count: 2100))
        try expect("nickname", ["join": ["a", "b"]], ["a": text, "b": text], .tooLong, claim: "a, b")
    }

    @Test("a text that grows too long by its capital letters")
    func grownText() throws {
        let text = String(repeating: "ΐ", count: 2000)
        try expect("nickname", ["claim": "a", "case": "upper"], ["a": .string(text)], .tooLong)
    }

    @Test("a value without the prefix", arguments: ["12", "de/nl/12", "DE/NL/", "D1/NL/12", ""])
    func otherPrefix(_ text: String) throws {
        let rule: SettingValue = ["claim": "a", "stripPrefix": ["??/??/"]]
        guard !text.isEmpty else {
            #expect(try RuleReading.notices("nickname", rule, ["a": ""]) == [])
            return
        }
        try expect("nickname", rule, ["a": .string(text)], .prefix)
    }

    @Test("a word that is not in the table")
    func unknownWord() throws {
        try expect("gender", ["claim": "a", "words": ["M": "male"]], ["a": "X"], .word)
        try expect("gender", ["claim": "a", "words": ["1": "male"]], ["a": 9], .word)
    }

    @Test("a country that does not exist", arguments: ["XX", "ZZZ", "Belgium", "B", "бел"])
    func unknownCountry(_ text: String) throws {
        try expect("nationality", ["claim": "a"], ["a": .string(text)], .country)
    }

    @Test("a gender that the catalogue does not have")
    func unknownGender() throws { try expect("gender", ["claim": "a"], ["a": "Female"], .uncatalogued) }

    @Test("a kind of document that the catalogue does not have")
    func unknownDocument() throws { try expect("documentType", ["claim": "a"], ["a": "licence"], .uncatalogued) }

    @Test(
        "a day that does not exist, or one in another form",
        arguments: [
            "1990-02-29", "1990-13-01", "1990-00-10", "0000-01-01", "90-02-28", "1990/02/28", "28-02-1990",
            "1990-02-28T00:00:00Z", "１９９０-02-28", "1990-02-2８", "+990-02-28", "1990-02- 1",
        ]
    )
    func otherDate(_ text: String) throws { try expect("birthdate", ["claim": "a"], ["a": .string(text)], .date) }

    @Test("a number as a date where the settings have no such form")
    func numberAsDate() throws { try expect("birthdate", ["claim": "a"], ["a": 636_163_200], .date) }

    @Test("a moment beyond the calendar", arguments: [1e300, -1e300, 253_402_300_800, -62_135_596_801] as [JSON])
    func moments(_ value: JSON) throws {
        try expect("birthdate", ["claim": "a", "dates": ["epochSeconds"]], ["a": value], .date)
        try expect("updatedAt", ["claim": "a"], ["a": value], .date)
    }

    @Test("a moment that is no number")
    func textAsMoment() throws { try expect("updatedAt", ["claim": "a"], ["a": "1700000000"], .date) }

    @Test("a truth that is neither", arguments: ["yes", "TRUE", "1"])
    func otherTruth(_ text: String) throws {
        try expect("ageOver18", ["claim": "a"], ["a": .string(text)], .wrongType)
    }

    @Test("what the settings promise and the upstream leaves out")
    func missing() throws {
        try expect("email", ["claim": "a", "availability": "always"], [:], .missing)
        #expect(try RuleReading.notices("email", ["claim": "a"], [:]) == [])
    }

    @Test("an empty text, without a notice: it is no value", arguments: ["", " ", "\t\n", "\u{A0}"])
    func empty(_ text: String) throws {
        #expect(try RuleReading.notices("email", ["claim": "a"], ["a": .string(text)]) == [])
    }

    @Test("an address of nothing but constants")
    func hollowAddress() throws {
        let rule: SettingValue = ["parts": ["country": ["constant": "BE"], "locality": ["claim": "city"]]]
        #expect(try RuleReading.notices("address", rule, [:]) == [])
    }

    @Test("a step into something that has no steps", arguments: ["a.b", "a.0", "a.b.c", "a.99999"])
    func noSuchStep(_ path: String) throws {
        #expect(try RuleReading.notices("email", ["claim": .text(path)], ["a": "text"]) == [])
        #expect(try RuleReading.notices("email", ["claim": .text(path)], ["a": []]) == [])
    }
}
