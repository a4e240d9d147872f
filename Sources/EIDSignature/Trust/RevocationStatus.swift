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
