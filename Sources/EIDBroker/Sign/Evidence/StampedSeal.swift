import EIDSignature

/// What evidence can be sealed with: a value, and timestamps over it.
protocol StampedSeal: Sendable {
    /// The timestamps over the value, not yet verified.
    var timestamps: [TimestampToken] { get }
    /// What validates them, each by its own signature.
    var validationData: ValidationMaterial { get }
    /// What an authority is asked about: the digest of the value as it stands in the token.
    func imprint(_ algorithm: DigestAlgorithm) throws(SignatureError) -> [UInt8]
    /// The same with a timestamp over the value, which has to fit.
    func adding(_ timestamp: VerifiedTimestamp) throws(SignatureError) -> Self
    /// The same with more of what validates its timestamps.
    func adding(validationData material: ValidationMaterial) -> Self
}

extension JAdESSignature: StampedSeal {}
