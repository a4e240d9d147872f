import FoundationEssentials

extension DER {
    /// A time as certificates write it: two digits of the year until 2049, four from then on (RFC 5280 §4.1.2.5).
    static func time(_ date: Date) -> DER {
        let digits = digits(date)
        guard digits.count == 14, (1950..<2050).contains(Int(digits.prefix(4)) ?? 0) else { return generalTime(date) }
        return DER(tag: 0x17, Array("\(digits.dropFirst(2))Z".utf8))
    }

    /// A time with four digits of the year.
    static func generalTime(_ date: Date) -> DER { DER(tag: 0x18, Array("\(digits(date))Z".utf8)) }

    private static func digits(_ date: Date) -> String { date.ISO8601Format().filter { "0"..."9" ~= $0 } }
}
