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

    /// What was read; `remembered` is the earliest end of certificates about which whoever answers still knows, if they say.
    init(
        about certificate: Certificate,
        _ status: RevocationStatus,
        remembered: Date?,
        thisUpdate: Date,
        nextUpdate: Date?,
        producedAt: Date,
        certificates: [Certificate] = [],
        der: [UInt8]
    ) {
        // A revocation may be forgotten once the certificate has ended (RFC 5280 §3.3, RFC 6960 §4.4.4): good means nothing
        // then.
        let isForgotten =
            status == .good && thisUpdate > certificate.notAfter
            && remembered.map { $0 <= certificate.notAfter } != true
        fingerprint = certificate.fingerprint
        self.status = isForgotten ? .unknown : status
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.producedAt = producedAt
        self.certificates = certificates
        self.der = der
    }

    /// Whether the certificate was revoked at a moment or before.
    public func isRevoked(at date: Date) -> Bool {
        if case .revoked(let since, _) = status { since <= date } else { false }
    }

    /// Whether the answer is about a moment: made after it, or made before and still holding then.
    package func covers(_ moment: Date) -> Bool {
        moment <= max(thisUpdate, nextUpdate ?? thisUpdate + RevocationLimits().age)
    }

    /// Whether it can have been made by now: what comes from the future may say bad things, and no good ones.
    package func isCredible(at now: Date) -> Bool {
        if case .revoked = status { return true }
        return max(thisUpdate, producedAt) <= now + RevocationLimits().skew
    }

    /// Refuses anything but good for a signature known to exist at a time: a later revocation does no harm to it.
    public func check(at date: Date) throws(SignatureError) {
        guard !isRevoked(at: date) else { throw SignatureError(.certificateRevoked, "revoked by its issuer") }
        guard status != .unknown else {
            throw SignatureError(.revocationUnavailable, "whoever answers does not know the certificate, or no longer")
        }
    }
}
