/// A date as documents state it: a day, a month or only a year, in the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Codable, Comparable, CustomStringConvertible, AttributeContent {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12, when known.
    public let month: Int?
    /// The day of the month, when known.
    public let day: Int?

    /// Makes a date; `nil` for one that does not exist, or a day without a month.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day {
                guard (1...Self.days(in: month, of: year)).contains(day) else { return nil }
            }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; also `YYYY-00-00`, which stands for a year alone.
    public init?(iso text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4 else { return nil }
        var numbers: [Int] = []
        for (index, part) in parts.enumerated() {
            guard part.count == (index == 0 ? 4 : 2), let number = Self.digits(part) else { return nil }
            numbers.append(number)
        }
        let month = numbers.count > 1 && numbers[1] != 0 ? numbers[1] : nil
        let day = numbers.count > 2 && numbers[2] != 0 ? numbers[2] : nil
        self.init(year: numbers[0], month: month, day: day)
    }

    /// The date in the shortest of the ISO 8601 forms that says all that is known.
    public var description: String {
        var text = Self.padded(year, 4)
        if let month { text += "-" + Self.padded(month, 2) }
        if let day { text += "-" + Self.padded(day, 2) }
        return text
    }

    /// Reads the ISO form; refuses a date that does not exist.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date")
        }
        self = date
    }

    /// Writes the ISO form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Whether day and month are known.
    public var isComplete: Bool { day != nil }

    /// Earlier first; what is unknown counts as the beginning.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
    }

    /// Wraps a date.
    public var attributeValue: AttributeValue { .date(self) }
    /// Unwraps a date.
    public init?(attributeValue: AttributeValue) {
        guard case .date(let value) = attributeValue else { return nil }
        self = value
    }

    private static func digits(_ part: some Collection<UInt8>) -> Int? {
        var number = 0
        for byte in part {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
