/// What a certificate's key may do (RFC 5280 §4.2.1.3).
public struct KeyUsage: OptionSet, Hashable, Sendable {
    /// One bit per use, the extension's first bit lowest.
    public let rawValue: UInt16

    /// Creates a set from its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Signatures that show presence, as in a login.
    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// Signatures that commit to content; also called nonRepudiation.
    public static let contentCommitment = KeyUsage(rawValue: 1 << 1)
    /// Encrypting keys.
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    /// Signing certificates.
    public static let certificateSigning = KeyUsage(rawValue: 1 << 5)
    /// Signing revocation lists.
    public static let listSigning = KeyUsage(rawValue: 1 << 6)

    /// Reads a bit string, most significant bit first.
    init(bits: [UInt8]) {
        var value: UInt16 = 0
        for position in 0..<9 where position / 8 < bits.count && bits[position / 8] >> (7 - position % 8) & 1 == 1 {
            value |= 1 << UInt16(position)
        }
        rawValue = value
    }
}
