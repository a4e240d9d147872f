package import FoundationEssentials

/// Times as DER writes them: always Zulu, always with seconds.
package enum DERTime {
    /// `YYMMDDHHMMSSZ`, or `YYYYMMDDHHMMSS[.f…]Z`.
    package static func read(_ text: String, isShort: Bool) -> Date? {
        guard text.utf8.last == UInt8(ascii: "Z") else { return nil }
        let parts = text.dropLast().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.count == (isShort ? 12 : 14) else { return nil }
        var fraction = 0.0
        if parts.count == 2 {
            guard !isShort, (1...9).contains(parts[1].utf8.count), let digits = digits(parts[1].utf8) else {
                return nil
            }
            var scale = 1.0
            for _ in 0..<parts[1].utf8.count { scale *= 10 }
            fraction = Double(digits) / scale
        }
        var rest = ArraySlice(whole.utf8)
        func take(_ count: Int) -> Int? {
            defer { rest = rest.dropFirst(count) }
            return digits(rest.prefix(count))
        }
        guard var year = take(isShort ? 2 : 4), let month = take(2), let day = take(2), let hour = take(2),
            let minute = take(2), let second = take(2), (1...12).contains(month), hour < 24, minute < 60, second < 60
        else { return nil }
        if isShort { year += year < 50 ? 2000 : 1900 }  // RFC 5280 §4.1.2.5.1
        let days = daysSinceEpoch(year, month, day)
        guard day >= 1, days < daysSinceEpoch(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) else {
            return nil
        }
        return Date(timeIntervalSince1970: Double(days * 86400 + hour * 3600 + minute * 60 + second) + fraction)
    }

    /// UTCTime before 2050 and GeneralizedTime from then on (RFC 5652 §11.3); seconds only.
    package static func element(_ date: Date) -> DERElement {
        let text = Self.text(date)
        guard text < "20500101", text >= "1950" else { return DERElement(tag: 0x18, Array(text.utf8)) }
        return DERElement(tag: 0x17, Array(text.dropFirst(2).utf8))
    }

    package static func generalized(_ date: Date) -> DERElement { DERElement(tag: 0x18, Array(text(date).utf8)) }

    /// `YYYYMMDDHHMMSSZ`; times outside the years 0 to 9999 are moved to their edge.
    package static func text(_ date: Date) -> String {
        let seconds = Int(min(max(date.timeIntervalSince1970.rounded(.down), -62_135_596_800), 253_402_300_799))
        let day = Int((Double(seconds) / 86400).rounded(.down))
        let time = seconds - day * 86400
        let (year, month, dayOfMonth) = civil(day)
        return pad(year, 4) + pad(month, 2) + pad(dayOfMonth, 2)
            + pad(time / 3600, 2) + pad(time / 60 % 60, 2) + pad(time % 60, 2) + "Z"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func digits(_ text: some Sequence<UInt8>) -> Int? {
        var number = 0
        var isEmpty = true
        for byte in text {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int(byte - 0x30)
            isEmpty = false
        }
        return isEmpty ? nil : number
    }

    /// Days of the proleptic Gregorian calendar, counted in years that begin in March so that leap days come last.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let days = days + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
