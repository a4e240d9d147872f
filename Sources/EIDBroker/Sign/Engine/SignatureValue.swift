import FoundationEssentials

/// A value that was verified; it can be stored, and is verified again when it is used.
struct SignatureValue: Codable, Hashable, Sendable {
    /// The value: a number for RSA, `SEQUENCE { r, s }` for ECDSA.
    let bytes: Data
}
