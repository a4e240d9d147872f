import EIDMethod
import FoundationEssentials

/// A point in time as itsme writes it: with or without a fraction, with `Z`, an offset or nothing, which means UTC.
struct ItsmeDateTime: Sendable, Hashable {
    /// The day as written.
    let day: CalendarDate
    /// The point in time.
    let date: Date

    /// Reads one of the documented forms, or a day alone.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 40, bytes.count >= 10,
            let day = CalendarDate(iso: String(decoding: bytes[..<10], as: UTF8.self)),
            day.isComplete, let seconds = Self.secondsOfDay(bytes[10...])
        else { return nil }
        self.day = day
        date = Date(timeIntervalSince1970: Double(day.daysSince1970) * 86_400 + seconds)
    }

    /// What follows the day: nothing, or `Thh:mm:ss[.n…][Z|±hh:mm]`, as seconds of a UTC day.
    private static func secondsOfDay(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard let first = bytes.first else { return 0 }
        guard first == UInt8(ascii: "T") || first == UInt8(ascii: " ") else { return nil }
        var rest = bytes.dropFirst()
        guard let hour = number(&rest, atMost: 23), take(":", from: &rest), let minute = number(&rest, atMost: 59),
            take(":", from: &rest), let second = number(&rest, atMost: 60)
        else { return nil }
        var seconds = Double(hour * 3600 + minute * 60 + second)
        if take(".", from: &rest) {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard (1...9).contains(digits.count) else { return nil }
            var scale = 0.1
            for digit in digits {
                seconds += Double(digit - UInt8(ascii: "0")) * scale
                scale /= 10
            }
            rest = rest.dropFirst(digits.count)
        }
        guard let sign = rest.first else { return seconds }
        if sign == UInt8(ascii: "Z") { return rest.count == 1 ? seconds : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        rest = rest.dropFirst()
        guard let hours = number(&rest, atMost: 14), take(":", from: &rest), let minutes = number(&rest, atMost: 59),
            rest.isEmpty
        else { return nil }
        let offset = Double(hours * 3600 + minutes * 60)
        return sign == UInt8(ascii: "+") ? seconds - offset : seconds + offset
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>, atMost limit: Int) -> Int? {
        let digits = bytes.prefix(2)
        guard digits.count == 2 else { return nil }
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        bytes = bytes.dropFirst(2)
        return number <= limit ? number : nil
    }

    private static func take(_ character: Unicode.Scalar, from bytes: inout ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }
}
