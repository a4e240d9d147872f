import EIDMethod
import FoundationEssentials
import Testing

@Suite struct CalendarDateTests {
    @Test(arguments: [
        ("1985-03-24", "1985-03-24"), ("2000-02-29", "2000-02-29"), ("2024-02-29", "2024-02-29"), ("1985", "1985"),
        ("1985-03", "1985-03"), ("1985-00-00", "1985"), ("1985-03-00", "1985-03"), ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
    ])
    func `Dates that exist are read`(_ text: String, _ shortest: String) {
        #expect(CalendarDate(iso: text)?.description == shortest)
    }

    @Test(arguments: [
        "", "-", "--", "85-03-24", "1985-3-24", "1985-03-4", "1985-13-01", "1985-02-29", "1900-02-29", "2023-04-31",
        "1985-03-32", "1985-00-24", "0000-01-01", "1985/03/24", "24.03.1985", "1985-03-24T00:00:00Z", " 1985-03-24",
        "1985-03-24 ", "1985-03-24-01", "+985-03-24", "-985-03-24", "１９８５-03-24", "1985-O3-24", "19850324",
        "99999999999999999999-01-01", "1985-03-2\u{0}",
    ])
    func `Texts that are no date are refused`(_ text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test func `A day without a month is refused`() {
        #expect(CalendarDate(year: 1985, day: 24) == nil)
    }

    @Test(arguments: [(0, nil), (10_000, nil), (-1, nil), (Int.max, nil), (2000, 0), (2000, 13), (2000, Int.min)])
    func `Numbers out of range are refused`(_ year: Int, _ month: Int?) {
        #expect(CalendarDate(year: year, month: month) == nil)
    }

    @Test func `Dates are ordered, what is unknown counting as the beginning`() {
        let texts = ["1985-03-24", "1985", "1984-12-31", "1985-03"]
        let dates = texts.compactMap { CalendarDate(iso: $0) }.sorted()
        #expect(dates.map(\.description) == ["1984-12-31", "1985", "1985-03", "1985-03-24"])
    }

    @Test(arguments: [
        (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"),
        (-25_509, "1900-02-28"), (-25_508, "1900-03-01"), (-719_162, "0001-01-01"), (2_932_896, "9999-12-31"),
    ])
    func `Days since 1970 are days of the calendar`(_ days: Int, _ text: String) {
        #expect(CalendarDate(daysSince1970: days)?.description == text)
        #expect(CalendarDate(iso: text)?.daysSince1970 == days)
    }

    @Test func `Every day comes after the one before it`() throws {
        // Four hundred years and some: the calendar repeats after that.
        var before = try #require(CalendarDate(daysSince1970: -719_162))
        for days in -719_161 ..< -719_162 + 150_000 {
            let day = try #require(CalendarDate(daysSince1970: days))
            guard before < day, day.daysSince1970 == days else {
                Issue.record("\(day) follows \(before)")
                return
            }
            before = day
        }
    }

    @Test(arguments: [-719_163, 2_932_897, Int.min, Int.max])
    func `Days outside the years 1 to 9999 are refused`(_ days: Int) {
        #expect(CalendarDate(daysSince1970: days) == nil)
    }

    @Test(arguments: [("1985", "1985-01-01"), ("1985-03", "1985-03-01")])
    func `What is unknown counts as the first day`(_ text: String, _ first: String) {
        #expect(CalendarDate(iso: text)?.daysSince1970 == CalendarDate(iso: first)?.daysSince1970)
    }

    @Test func `Only a date with a day is complete`() {
        #expect(CalendarDate(iso: "1985-03-24")?.isComplete == true)
        #expect(CalendarDate(iso: "1985-03")?.isComplete == false)
        #expect(CalendarDate(iso: "1985")?.isComplete == false)
    }

    @Test(arguments: ["1985-03-24", "1985-03", "1985"])
    func `A date is stored as its text`(_ text: String) throws {
        let date = try #require(CalendarDate(iso: text))
        let bytes = try JSONEncoder().encode([date])
        #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(text)\"]")
        #expect(try JSONDecoder().decode([CalendarDate].self, from: bytes) == [date])
    }

    @Test func `A stored date that does not exist is refused`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDate].self, from: Data(#"["1985-02-31"]"#.utf8))
        }
    }
}
