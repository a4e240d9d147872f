public import FoundationEssentials

/// What a certificate must be before anything is hashed for it.
public struct SignerRules: Sendable {
    /// What is made with the certificate.
    public enum Purpose: Sendable {
        /// A person's signature that must at least claim to be qualified.
        case qualifiedSignature
        /// A person's signature.
        case signature
        /// A person's proof of who they are, or their signature: the key may be for either.
        case identification
        /// An organisation's seal.
        case seal
    }

    /// What is made with the certificate.
    public let purpose: Purpose

    /// Creates the rules for one purpose.
    public init(_ purpose: Purpose) { self.purpose = purpose }

    /// Refuses a certificate that must not sign now; trust and revocation are checked apart from this.
    public func check(_ certificate: Certificate, at date: Date) throws(SignatureError) {
        guard certificate.isValid(at: date) else {
            throw SignatureError(.certificateExpired, "the signer's certificate is not valid at this time")
        }
        try checkKind(of: certificate)
    }

    /// Refuses a certificate that must not sign at any time.
    package func checkKind(of certificate: Certificate) throws(SignatureError) {
        try Self.checkUse(of: certificate)
        guard let scheme = certificate.key.defaultScheme, certificate.key.kind.fits(scheme.family) else {
            throw SignatureError(.certificateUnsuitable, "the signer's key is too weak or of an unknown kind")
        }
        // A person's commitment needs its own bit; seals in practice also carry digitalSignature alone.
        let commits = purpose == .signature || purpose == .qualifiedSignature
        let wanted: KeyUsage = commits ? .contentCommitment : [.contentCommitment, .digitalSignature]
        if let usage = certificate.extensions.keyUsage {
            guard !usage.isDisjoint(with: wanted) else {
                throw SignatureError(.certificateUnsuitable, "the signer's key is not for signatures that commit")
            }
        } else if purpose != .seal {
            throw SignatureError(.certificateUnsuitable, "the signer's certificate does not say what its key is for")
        }
        if purpose == .qualifiedSignature {
            guard certificate.extensions.qualification?.claimsQualifiedSignature == true else {
                throw SignatureError(.certificateNotQualified, "the certificate does not claim qualified signatures")
            }
        }
    }
}
