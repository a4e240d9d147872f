import EIDMethod
import FoundationEssentials

/// The time now as RFC 3339 has it, with milliseconds, in UTC.
enum UTCTimestamp {
    static var now: String { text(Date()) }

    static func text(_ date: Date) -> String {
        let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded(.down))
        let (days, time) = milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        // Zeros where the machine's clock is beyond the year 9999.
        let date = CalendarDate(daysSince1970: Int(days))
        let (year, month, day) = (Int64(date?.year ?? 0), Int64(date?.month ?? 0), Int64(date?.day ?? 0))
        let (hour, minute, second) = (time / 3_600_000, time / 60_000 % 60, time / 1000 % 60)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        let parts: [(value: Int64, width: Int, end: Unicode.Scalar)] = [
            (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (hour, 2, ":"), (minute, 2, ":"), (second, 2, "."),
            (time % 1000, 3, "Z"),
        ]
        for part in parts {
            append(part.value, part.width, to: &text)
            text.append(UInt8(ascii: part.end))
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func append(_ value: Int64, _ width: Int, to text: inout [UInt8]) {
        let start = text.count
        var rest = value.magnitude
        for _ in 0..<width {
            text.insert(UInt8(ascii: "0") + UInt8(rest % 10), at: start)
            rest /= 10
        }
    }
}

extension Int64 {
    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func quotientAndFloorRemainder(by divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
