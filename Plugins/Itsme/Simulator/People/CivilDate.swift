import FoundationEssentials

/// Dates of birth against the clock, without time zones.
enum CivilDate {
    /// Today as `YYYY-MM-DD`, in UTC.
    static func today(_ now: Date) -> String { String(now.ISO8601Format().prefix(10)) }

    /// Full years from a birth date `YYYY-MM-DD` to a day.
    static func age(born: String, on today: String) -> Int? {
        let birth = born.split(separator: "-").compactMap { Int($0) }
        let day = today.split(separator: "-").compactMap { Int($0) }
        guard birth.count == 3, day.count == 3 else { return nil }
        let hadBirthday = (day[1], day[2]) >= (birth[1], birth[2])
        return day[0] - birth[0] - (hadBirthday ? 0 : 1)
    }

    /// The first of January on which somebody was born who has this age all year.
    static func birthdate(forAge age: Int, on today: String) -> String {
        "\((Int(today.prefix(4)) ?? 2026) - age)-01-01"
    }
}
