import EIDMethod
import Testing

@testable import EIDSmartID

/// Numbers as certificates write them, and as people do.
@Suite struct SemanticsIdentifierTests {
    @Test(arguments: ["PNOEE-48801126018", "PNOLV-329042-12345", "PASLT-A1234567", "IDCBE-592000111"])
    func `The form of certificates is read back as it is`(text: String) {
        #expect(SemanticsIdentifier(text)?.text == text)
    }

    @Test(arguments: [
        "", "PNOEE", "PNOEE-", "PNOEE48801126018", "PNOSE-199001012385", "XXXEE-48801126018", "PNOEE-488/1126018",
        "PNOEE-48801126018\u{0}", "pnoee-48801126018", "PNOEE-ABC", "PNOEE-..%2F1", "hint-4711-of-the-client",
        "PNOEE-48801126018-MOCK-Q", "PNOEE-4880112601", "PNOLV-32904212345", "PNOLV-32904-212345", "PASLT-A123-Q",
    ])
    func `Nothing else is taken for it`(text: String) { #expect(SemanticsIdentifier(text) == nil) }

    @Test func `What is read as a person has one of the forms of hints, and nothing else has`() {
        func forms(_ text: String) -> Int {
            SmartIDCountry.allCases.flatMap { SemanticsIdentifier.forms(of: $0) }.count { $0.matches(text) }
        }
        for text in ["PNOEE-48801126018", "PNOLV-329042-12345", "PASLT-A1234567", "IDCBE-592000111", "PASEE-1"] {
            #expect(SemanticsIdentifier(text) != nil && forms(text) == 1)
        }
        for text in [
            "PNOSE-199001012385", "pnoee-48801126018", "PNOEE-4880112601", "PNOLV-32904212345", "PASLT-A123-Q",
            "PASLT-A",
        ] {
            #expect(SemanticsIdentifier(text) == nil && forms(text) == 0)
        }
    }

    @Test(arguments: [
        ("EE 48801126018", "PNOEE-48801126018"), ("ee48801126018", "PNOEE-48801126018"),
        ("PNOLV-329042-12345", "PNOLV-329042-12345"), ("LV 32904212345", "PNOLV-329042-12345"),
        ("BE 79.08.27-122.07", "PNOBE-79082712207"),
    ])
    func `People write their country, and dots where they are used to`(typed: String, text: String) {
        #expect(SemanticsIdentifier(typed: typed, from: SmartIDCountry.allCases)?.text == text)
    }

    @Test func `Where one country is possible its name may be left out`() {
        #expect(SemanticsIdentifier(typed: "79.08.27-122.07", from: [.belgium])?.text == "PNOBE-79082712207")
    }

    @Test(arguments: ["48801126018", "SE 199001012385", "EE 4880112601", "EE 488011260181", "", "EE", "EE 4880112601X"])
    func `What is no number with its country is asked for again`(typed: String) {
        #expect(SemanticsIdentifier(typed: typed, from: SmartIDCountry.allCases) == nil)
    }

    @Test func `A country that the settings leave out is not taken`() {
        #expect(SemanticsIdentifier(typed: "EE 48801126018", from: [.belgium, .latvia]) == nil)
    }
}
