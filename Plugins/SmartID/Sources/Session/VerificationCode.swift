import EIDJOSE

/// The four digits by which a person knows that the message on their phone is for this page.
enum VerificationCode {
    /// The code of a challenge: the last two bytes of its SHA-256 as a number below 10000.
    static func of(challenge: [UInt8]) -> String {
        let tail = SHA256.digest(challenge).suffix(2).reduce(0) { $0 << 8 | Int($1) }
        let digits = String(tail % 10_000)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }

    /// Whether an answer's code is one that can be shown.
    static func isOne(_ text: String) -> Bool { text.utf8.count == 4 && text.utf8.allSatisfy(\.isDigit) }
}
