public import FoundationEssentials

/// A timestamp that was verified.
public struct VerifiedTimestamp: Hashable, Sendable {
    /// The timestamp.
    public let token: TimestampToken
    /// Its authority's path.
    public let path: CertificatePath

    /// When the digest existed at the latest.
    ///
    /// An authority may say that its clock is not exact (RFC 3161 §2.4.2, accuracy): what it is off by more than any two clocks
    /// may be counts in full, so that no vague time proves that something happened before something else.
    public var time: Date {
        let accuracy = token.info.accuracy ?? 0
        return accuracy > RevocationLimits().skew ? token.info.time + accuracy : token.info.time
    }
}
