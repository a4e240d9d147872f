public import FoundationEssentials

/// What an issuer says about one of its certificates.
public enum RevocationStatus: Hashable, Sendable {
    /// Issued, and not revoked at the time of the answer.
    case good
    /// Revoked since a moment; the number is the reason of RFC 5280 §5.3.1, if one is given.
    case revoked(since: Date, reason: Int?)
    /// Whoever answers knows nothing of it, or need not know any more since its end.
    case unknown
}

extension RevocationStatus {
    /// Which of two statements about one certificate counts: the earliest revocation before any word of good, and that before
    /// knowing nothing; of two at the same moment the one by which the key may be stolen.
    static func weightier(_ one: RevocationStatus, _ other: RevocationStatus) -> RevocationStatus {
        switch (one, other) {
        case (.revoked(let first, let reason), .revoked(let second, _)):
            if first == second { return KnownRevocation(since: first, reason: reason).leavesTheKeyAlone ? other : one }
            return first < second ? one : other
        case (.revoked, _), (_, .unknown): return one
        default: return other
        }
    }
}
