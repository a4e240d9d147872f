public import FoundationEssentials

/// An answer about one certificate that was verified, from a responder or a list.
public struct RevocationAnswer: Hashable, Sendable {
    /// What was asked about, by its fingerprint.
    public let fingerprint: [UInt8]
    /// What the issuer says.
    public let status: RevocationStatus
    /// When the status was known to be right.
    public let thisUpdate: Date
    /// When there will be news; after that the answer is old.
    public let nextUpdate: Date?
    /// When the answer was made.
    public let producedAt: Date
    /// Certificates that the answer itself carries: its signer's.
    public let certificates: [Certificate]
    /// The answer as it came.
    public let der: [UInt8]

    /// Whether the certificate was revoked at a moment or before.
    public func isRevoked(at date: Date) -> Bool {
        if case .revoked(let since, _) = status { since <= date } else { false }
    }

    /// Whether the answer is about a moment: made after it, or made before and still holding then.
    package func covers(_ moment: Date) -> Bool {
        moment <= max(thisUpdate, nextUpdate ?? thisUpdate + RevocationLimits().age)
    }

    /// Refuses anything but good for a signature known to exist at a time: a later revocation does no harm to it.
    public func check(at date: Date) throws(SignatureError) {
        guard !isRevoked(at: date) else { throw SignatureError(.certificateRevoked, "revoked by its issuer") }
        guard status != .unknown else {
            throw SignatureError(.revocationUnavailable, "the responder does not know the certificate")
        }
    }
}
