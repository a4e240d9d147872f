import EIDMethod

/// The day of birth that a national number tells, where it tells one.
enum BirthDate {
    static func derived(from person: SemanticsIdentifier) -> CalendarDate? {
        guard person.kind == .nationalNumber else { return nil }
        let digits = person.number.utf8.filter(\.isDigit).map { Int($0 - UInt8(ascii: "0")) }
        guard digits.count == 11 else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        switch person.country {
        case .estonia, .lithuania:
            // The first digit tells century and gender; Lithuania's 9 is for people whose day of birth is not in it.
            guard (1...8).contains(digits[0]) else { return nil }
            let century = 1800 + (digits[0] - 1) / 2 * 100
            return CalendarDate(year: century + number(1..<3), month: number(3..<5), day: number(5..<7))
        case .latvia:
            // Numbers given since 2017 begin with 32 and tell nothing.
            guard number(0..<2) <= 31, digits[6] <= 2 else { return nil }
            return CalendarDate(
                year: 1800 + digits[6] * 100 + number(4..<6),
                month: number(2..<4),
                day: number(0..<2)
            )
        case .belgium:
            // Which century it is shows in the check digits only.
            let check = number(9..<11)
            let century =
                97 - number(0..<9) % 97 == check
                ? 1900 : 97 - (2_000_000_000 + number(0..<9)) % 97 == check ? 2000 : nil
            guard let century else { return nil }
            let (year, day) = (century + number(0..<2), number(4..<6))
            // Numbers of people without a Belgian residence have 20 or 40 added to the month; unknown parts are zero.
            let month = number(2..<4) % 20
            guard month != 0, day != 0 else { return CalendarDate(year: year) }
            return CalendarDate(year: year, month: month, day: day)
        }
    }
}
