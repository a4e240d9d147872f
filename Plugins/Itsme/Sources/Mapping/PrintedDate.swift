import EIDMethod

/// Dates as Belgian documents print them: `17.03.1985`, `17 MAAR 1985`, `00.00.1985` or `1985`.
enum PrintedDate {
    /// Reads a date; what is zero or missing is unknown.
    static func read(_ text: String) -> CalendarDate? {
        let parts = text.split(whereSeparator: { " ./-".contains($0) }).map(String.init)
        guard let last = parts.last, last.utf8.count == 4, let year = number(last) else {
            return CalendarDate(iso: text)
        }
        switch parts.count {
        case 1: return CalendarDate(year: year)
        case 2:
            guard let month = month(parts[0]) else { return nil }
            return CalendarDate(year: year, month: known(month))
        case 3:
            guard let day = number(parts[0]), parts[0].utf8.count <= 2, let month = month(parts[1]) else { return nil }
            // A day means nothing without its month, and incomplete records hold zeros for both.
            guard let month = known(month) else { return CalendarDate(year: year) }
            return CalendarDate(year: year, month: month, day: known(day))
        default: return nil
        }
    }

    private static func known(_ number: Int) -> Int? { number == 0 ? nil : number }

    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    private static func month(_ text: String) -> Int? {
        if text.utf8.count <= 2, let month = number(text) { return month }
        return months.firstIndex { $0.contains(text.uppercased()) }.map { $0 + 1 }
    }

    /// The abbreviations printed in Dutch, French, German and English.
    private static let months: [Set<String>] = [
        ["JAN", "JANV"], ["FEB", "FEV", "FÉV", "FEVR"], ["MAA", "MAAR", "MRT", "MAR", "MARS", "MÄR", "MÄRZ"],
        ["APR", "AVR"], ["MEI", "MAI", "MAY"], ["JUN", "JUIN"], ["JUL", "JUIL"], ["AUG", "AOU", "AOUT", "AOÛT"],
        ["SEP", "SEPT"], ["OKT", "OCT"], ["NOV"], ["DEC", "DÉC", "DEZ"],
    ]
}
