import EIDJOSE

/// Subjects: pairwise per partner, stable, and new once an account was created anew (§12.1).
struct Subjects: Sendable {
    private let key: [UInt8]

    /// Subjects that repeat under a seed.
    init(seed: UInt64) {
        key = SHA256.digest("itsme simulator subjects \(seed)")
    }

    /// 36 characters of `[a-z0-9]`.
    func subject(persona: String, generation: Int, client: String) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        let input = "\(client)\n\(persona)\n\(generation)"
        let bytes =
            HMACSHA256.code(for: Array(input.utf8), key: key) + HMACSHA256.code(for: Array("2\(input)".utf8), key: key)
        return String(bytes.prefix(36).map { alphabet[Int($0) % alphabet.count] })
    }
}
