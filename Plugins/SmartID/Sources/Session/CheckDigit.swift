/// Whether the last digits of a national number fit the others, which they rarely do when one of them is mistyped.
enum CheckDigit {
    /// Whether a number of 11 digits, with or without Latvia's hyphen, fits.
    static func fits(_ number: String, of country: SmartIDCountry) -> Bool {
        let digits = number.utf8.filter(\.isDigit).map { Int($0 - UInt8(ascii: "0")) }
        guard digits.count == 11 else { return false }
        return switch country {
        case .estonia, .lithuania: digits[10] == weighed(digits)
        case .belgium: fitsBelgium(digits)
        // Latvia's newer numbers, and some of the older ones, have none.
        case .latvia: true
        }
    }

    /// The Baltic way: weights from 1 on, where that gives 10 from 3 on, and then 0.
    private static func weighed(_ digits: [Int]) -> Int {
        for weights in [[1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]] {
            let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
            if rest < 10 { return rest }
        }
        return 0
    }

    /// 97 less the remainder of the nine digits, before which people born from 2000 on have a 2 that is not written.
    private static func fitsBelgium(_ digits: [Int]) -> Bool {
        let (number, check) = (digits.prefix(9).reduce(0) { $0 * 10 + $1 }, digits[9] * 10 + digits[10])
        return [number, 2_000_000_000 + number].contains { check == 97 - $0 % 97 }
    }
}
