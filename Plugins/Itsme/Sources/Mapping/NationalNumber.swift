import EIDJSON

/// National identification numbers.
///
/// Belgian numbers must satisfy their check digits: those hold for every number in the register, bis numbers included,
/// so that a number without them is a fault and is not taken over. The parts for birth date and sex do have exceptions
/// and are not compared with anything. Other countries' numbers are taken as delivered, without separators: their
/// registers hold numbers that fail their own rule.
enum NationalNumber {
    /// Reads a number of a country (alpha-2).
    static func read(_ value: JSONValue, of country: String) throws(ItsmeUnreadable) -> String? {
        guard let text = try ItsmeReading.text(value),
            let number = try ItsmeReading.compact(text, length: country == "BE" ? 11...11 : 5...20)
        else { return nil }
        guard country == "BE" else { return number }
        guard number.unicodeScalars.allSatisfy(ItsmeReading.isDigit) else { throw .malformed }
        guard hasBelgianCheckDigits(number) else { throw .checkDigits }
        return number
    }

    /// Whether the last two of eleven digits are 97 minus the remainder of the nine before.
    ///
    /// For people born from 2000 on a `2` goes in front of the nine. The number itself does not say which century it
    /// means, so both may fit.
    static func hasBelgianCheckDigits(_ number: String) -> Bool {
        guard number.utf8.count == 11, let digits = Int(number), digits >= 0 else { return false }
        let body = digits / 100
        let check = digits % 100
        return check == 97 - body % 97 || check == 97 - (2_000_000_000 + body) % 97
    }
}
