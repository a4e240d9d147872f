public import FoundationEssentials

/// A timestamp that was verified.
public struct VerifiedTimestamp: Hashable, Sendable {
    /// The timestamp.
    public let token: TimestampToken
    /// Its authority's path.
    public let path: CertificatePath

    /// When the digest existed.
    public var time: Date { token.info.time }
}
