import EIDMethod

/// A Swedish personal or coordination number: twelve digits whose last one checks the nine before it.
struct PersonalNumber: Sendable, Hashable {
    /// The twelve digits.
    let digits: String
    /// The day of birth that the number tells.
    let birthdate: CalendarDate

    /// Reads twelve digits, as BankID writes them.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 12, bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        let values = bytes.map { Int($0 - UInt8(ascii: "0")) }
        func number(_ range: Range<Int>) -> Int { values[range].reduce(0) { $0 * 10 + $1 } }
        // Coordination numbers have sixty added to the day.
        let day = number(6..<8)
        guard let date = CalendarDate(year: number(0..<4), month: number(4..<6), day: day > 60 ? day - 60 : day) else {
            return nil
        }
        let sum = values[2...].enumerated().reduce(0) { sum, digit in
            let weighted = digit.element * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + weighted / 10 + weighted % 10
        }
        guard sum % 10 == 0 else { return nil }
        digits = String(text)
        birthdate = date
    }

    /// Reads what a person types: spaces and one hyphen before the last four digits are theirs to write.
    init?(typed text: String) {
        var bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }
        if bytes.count == 13, bytes[8] == UInt8(ascii: "-") { bytes.remove(at: 8) }
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
