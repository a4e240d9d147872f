import EIDJSON
import EIDMethod
import Testing

@testable import EIDOpenIDConnect

@Suite struct UpstreamAssuranceTests {
    private func assurance(_ section: SettingValue?) -> UpstreamAssurance {
        TestSettings.configuration(section.map { ["assurance": $0] } ?? [:]).assurance
    }

    private let levels: SettingValue = [
        "ask": ["substantial": ["two", "two-old"], "high": ["three"]],
        "received": ["two": "substantial", "three": "high"],
    ]

    @Test func asksForTheLowestLevelThatWillDo() throws {
        let assurance = assurance(levels)
        #expect(try assurance.values(for: nil) == ["two", "two-old"])
        #expect(try assurance.values(for: .low) == ["two", "two-old"])
        #expect(try assurance.values(for: .substantial) == ["two", "two-old"])
        #expect(try assurance.values(for: .high) == ["three"])
    }

    @Test func asksForNothingWhereTheSettingsHaveNoWord() throws {
        #expect(try assurance(["received": ["x": "high"]]).values(for: .high) == [])
    }

    @Test func refusesALevelThatNoAnswerCouldReach() {
        #expect(throws: MethodError(.insufficientAssurance, "")) {
            try assurance(["received": ["x": "substantial"]]).values(for: .high)
        }
    }

    @Test func grantsWhatTheTableSays() throws {
        #expect(try assurance(levels).granted("two") == .substantial)
        #expect(try assurance(levels).granted("three") == .high)
    }

    @Test(arguments: ["two ", "TWO", "four", "", "two-old"])
    func refusesAnUnknownWord(_ acr: String) {
        #expect(throws: MethodError(.insufficientAssurance, "")) { try assurance(levels).granted(acr) }
    }

    @Test func refusesSilenceUnlessTheSettingsValueIt() throws {
        #expect(throws: MethodError(.insufficientAssurance, "")) { try assurance(levels).granted(nil) }
        #expect(try assurance(["missing": "substantial"]).granted(nil) == .substantial)
    }

    @Test func refusesAnUnknownWordWhereOnlySilenceIsValued() {
        #expect(throws: MethodError(.insufficientAssurance, "")) {
            try assurance(["missing": "substantial"]).granted("urn:less-than-you-think")
        }
    }

    @Test func countsEverythingAsLowWithoutASection() throws {
        #expect(try assurance(nil).granted("urn:highest:of:all") == .low)
        #expect(try assurance(nil).granted(nil) == .low)
        #expect(assurance(nil).table.levels == [.low])
    }

    @Test func readsTheLevelFromAnotherClaim() throws {
        let own = assurance(["claim": "loa.level", "received": ["HIGH": "high"]])
        let claims = try JSONValue.parse(#"{"acr":"x","loa":{"level":"HIGH"}}"#)
        #expect(try own.asserted(in: claims) == "HIGH")
        #expect(try assurance(levels).asserted(in: claims) == "x")
    }

    @Test(arguments: [#"{"acr":1}"#, #"{"acr":["two"]}"#, #"{"acr":true}"#])
    func refusesALevelThatIsNoText(_ text: String) throws {
        let claims = try JSONValue.parse(text)
        #expect(throws: MethodError(.insufficientAssurance, "")) { try assurance(levels).asserted(in: claims) }
    }

    @Test func describesEveryLevelThatCanComeOut() {
        #expect(assurance(levels).table.levels == [.substantial, .high])
        let silent = assurance(["received": ["x": "high"], "missing": "low"])
        #expect(silent.table.levels == [.low, .high])
        let other = assurance(["received": ["x": "high"], "unknownIsLow": true])
        #expect(other.table.levels == [.low, .high])
    }
}
