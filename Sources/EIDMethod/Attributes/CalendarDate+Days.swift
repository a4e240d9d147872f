extension CalendarDate {
    /// The day that is so many days after 1 January 1970; `nil` outside the years 1 to 9999.
    package init?(daysSince1970 days: Int) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        // Counted in eras of 400 years that begin in March, so that the leap day is a year's last.
        let days = days + 719_468
        let (era, day) = (days / 146_097, days % 146_097)
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let rest = day - (365 * year + year / 4 - year / 100)
        let shifted = (5 * rest + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        self.init(
            year: year + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: rest - (153 * shifted + 2) / 5 + 1
        )
    }

    /// How many days after 1 January 1970 this is; what is not known counts as the first.
    package var daysSince1970: Int {
        let month = month ?? 1
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + (day ?? 1) - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
