/// Belgian national numbers, for personas whose birth date follows the clock.
enum NationalNumber {
    /// The eleven digits for a birth date `YYYY-MM-DD` and a day's sequence number: odd for men, even for women.
    static func belgian(birthdate: String, sequence: Int) -> String? {
        let digits = birthdate.filter(\.isNumber)
        guard digits.count == 8, let year = Int(digits.prefix(4)), (1...998).contains(sequence) else { return nil }
        let padded = String(String(sequence + 1000).suffix(3))
        let stem = String(digits.dropFirst(2)) + padded
        // Births from 2000 on count a 2 in front of the nine digits.
        guard let number = Int(year >= 2000 ? "2\(stem)" : stem) else { return nil }
        return stem + String(String(97 - number % 97 + 100).suffix(2))
    }
}
