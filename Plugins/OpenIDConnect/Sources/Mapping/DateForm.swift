import EIDJSON
import EIDMethod

/// A way in which upstreams write dates.
enum DateForm: String, Sendable, CaseIterable {
    case isoDate = "yyyy-MM-dd"
    case isoMonth = "yyyy-MM"
    case year = "yyyy"
    case basic = "yyyyMMdd"
    case dayFirst = "dd-MM-yyyy"
    case dayFirstSlashes = "dd/MM/yyyy"
    case dayFirstDots = "dd.MM.yyyy"
    case dayFirstBasic = "ddMMyyyy"
    case monthFirstSlashes = "MM/dd/yyyy"
    /// RFC 3339, where the offset may be missing; the day as written, whatever the offset.
    case dateTime
    case epochSeconds, epochMilliseconds

    /// Whether the form is a number in JSON.
    var isNumber: Bool { self == .epochSeconds || self == .epochMilliseconds }

    /// Forms of which two in one rule would leave it to chance which day is meant.
    static let rivals: [[DateForm]] = [
        [.dayFirstSlashes, .monthFirstSlashes], [.basic, .dayFirstBasic], [.epochSeconds, .epochMilliseconds],
    ]

    /// The day that a value names in this form.
    func day(in value: JSONValue) -> CalendarDate? {
        if isNumber { return seconds(in: value).flatMap(Self.day(atEpoch:)) }
        return value.string.flatMap { day(in: $0) }
    }

    /// The day that a text names in this form.
    func day(in text: String) -> CalendarDate? {
        let bytes = Array(text.utf8)
        switch self {
        case .isoDate: return Self.day(bytes, year: 0, month: 5, day: 8, marks: [4: "-", 7: "-"], count: 10)
        case .basic: return Self.day(bytes, year: 0, month: 4, day: 6, count: 8)
        case .dayFirst: return Self.day(bytes, year: 6, month: 3, day: 0, marks: [2: "-", 5: "-"], count: 10)
        case .dayFirstSlashes: return Self.day(bytes, year: 6, month: 3, day: 0, marks: [2: "/", 5: "/"], count: 10)
        case .dayFirstDots: return Self.day(bytes, year: 6, month: 3, day: 0, marks: [2: ".", 5: "."], count: 10)
        case .monthFirstSlashes: return Self.day(bytes, year: 6, month: 0, day: 3, marks: [2: "/", 5: "/"], count: 10)
        case .dayFirstBasic: return Self.day(bytes, year: 4, month: 2, day: 0, count: 8)
        case .isoMonth: return bytes.count == 7 ? CalendarDate(iso: text) : nil
        case .year: return bytes.count == 4 ? CalendarDate(iso: text) : nil
        case .dateTime:
            guard (19...40).contains(bytes.count), "Tt ".utf8.contains(bytes[10]), Self.isTime(bytes[11...]) else {
                return nil
            }
            return DateForm.isoDate.day(in: String(decoding: bytes[..<10], as: UTF8.self))
        case .epochSeconds, .epochMilliseconds: return nil
        }
    }

    /// Seconds since 1970, within the years that a date can have.
    func seconds(in value: JSONValue) -> Double? {
        guard isNumber, let number = value.number, number.isFinite else { return nil }
        let seconds = self == .epochMilliseconds ? number / 1000 : number
        // From the year 1 to the year 9999.
        return (-62_135_596_800..<253_402_300_800).contains(seconds) ? seconds : nil
    }

    private static func day(
        _ bytes: [UInt8],
        year: Int,
        month: Int,
        day: Int,
        marks: [Int: Unicode.Scalar] = [:],
        count: Int
    ) -> CalendarDate? {
        guard bytes.count == count, marks.allSatisfy({ bytes[$0.key] == UInt8(ascii: $0.value) }),
            let year = number(bytes[year..<year + 4]), let month = number(bytes[month..<month + 2]),
            let day = number(bytes[day..<day + 2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// RFC 3339 §5.6.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let time =
            /([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]{1,12})?([Zz]|[+\-]([01][0-9]|2[0-3]):[0-5][0-9])?/
        return String(decoding: bytes, as: UTF8.self).wholeMatch(of: time) != nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// The UTC day of a moment.
    private static func day(atEpoch seconds: Double) -> CalendarDate? {
        CalendarDate(daysSince1970: Int((seconds / 86_400).rounded(.down)))
    }
}
