import EIDJOSE

/// A question to a timestamp authority: when did this digest exist (RFC 3161 §2.4.1).
public struct TimestampRequest: Hashable, Sendable {
    /// The digest's algorithm.
    public let algorithm: DigestAlgorithm
    /// The digest.
    public let imprint: [UInt8]
    /// What the answer must repeat.
    public let nonce: [UInt8]
    /// The policy that is asked for; `nil` leaves it to the authority.
    public let policy: OID?

    /// Asks about a digest with a nonce of 64 random bits.
    public init(imprint: [UInt8], algorithm: DigestAlgorithm = .sha256, policy: OID? = nil) throws(SignatureError) {
        try self.init(imprint: imprint, algorithm: algorithm, policy: policy, nonce: SecureRandom.bytes(8))
    }

    package init(
        imprint: [UInt8],
        algorithm: DigestAlgorithm,
        policy: OID?,
        nonce: [UInt8]
    ) throws(SignatureError) {
        guard imprint.count == algorithm.length else {
            throw SignatureError(.digestMismatch, "the digest to be timestamped has \(imprint.count) bytes")
        }
        self.imprint = imprint
        self.algorithm = algorithm
        self.policy = policy
        self.nonce = Array(nonce.drop { $0 == 0 })
    }

    /// The request, to be sent as `application/timestamp-query`.
    public var der: [UInt8] {
        var fields: [DERElement] = [.integer(1), .sequence(algorithm.identifier, .octets(imprint))]
        if let policy { fields.append(.oid(policy)) }
        fields += [.integer(magnitude: nonce), .boolean(true)]
        return DERElement.sequence(fields).bytes
    }
}
