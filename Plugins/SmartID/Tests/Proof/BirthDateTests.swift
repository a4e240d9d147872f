import EIDMethod
import Testing

@testable import EIDSmartID

/// What national numbers tell of a day of birth.
@Suite struct BirthDateTests {
    @Test(arguments: [
        ("PNOEE-48801126018", "1988-01-12"), ("PNOEE-10001010008", "1800-01-01"), ("PNOEE-70001010008", "2100-01-01"),
        ("PNOLT-60105171238", "2001-05-17"), ("PNOLV-040779-10001", "1979-07-04"), ("PNOLV-040701-20001", "2001-07-04"),
        ("PNOBE-79082712207", "1979-08-27"), ("PNOBE-05040400042", "2005-04-04"), ("PNOBE-79000012282", "1979"),
    ])
    func `A number tells its day`(identifier: String, day: String) throws {
        let person = try #require(SemanticsIdentifier(identifier))
        #expect(BirthDate.derived(from: person)?.description == day)
    }

    @Test(arguments: [
        "PNOEE-48813126018", "PNOEE-90101010001", "PNOLV-329042-12345", "PNOLV-040779-90001",
        "PNOBE-79082712208", "PASEE-48801126018",
    ])
    func `A number that tells none gives none`(identifier: String) throws {
        let person = try #require(SemanticsIdentifier(identifier))
        #expect(BirthDate.derived(from: person) == nil)
    }
}
