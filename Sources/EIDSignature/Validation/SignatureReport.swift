public import FoundationEssentials

/// What a validator found out about one signature.
public struct SignatureReport: Sendable {
    /// The overall answer (ETSI EN 319 102-1 §5.1.3).
    public enum Verdict: String, Codable, Sendable {
        /// Everything that was checked holds.
        case valid
        /// The mathematics holds, and something needed to trust it is missing.
        case indeterminate
        /// Changed, forged or revoked.
        case invalid
    }

    /// One timestamp and what it covers.
    public struct Timestamp: Sendable {
        /// What a timestamp is about.
        public enum Kind: String, Codable, Sendable {
            /// The signature value.
            case signature
            /// The whole signature with its validation material.
            case archive
            /// The PDF around the signature.
            case document
        }

        /// What it is about.
        public let kind: Kind
        /// When that existed, by its authority's clock; how exact that is counts for ``SignatureReport/provenTime``.
        public let time: Date
        /// Whose statement it is.
        public let authority: Certificate
    }

    /// How far the certificate claims to be qualified; only a trusted list turns a claim into a fact.
    public enum Qualification: String, Codable, Sendable {
        /// Claims nothing.
        case none
        /// Claims to be a qualified certificate, without a qualified device.
        case claimsQualifiedCertificate = "claims qualified certificate"
        /// Claims to be for qualified electronic signatures.
        case claimsQualifiedSignature = "claims qualified signature"
        /// Claims to be for qualified electronic seals.
        case claimsQualifiedSeal = "claims qualified seal"
        /// Qualified, by a trusted list, without a qualified device.
        case qualifiedCertificate = "qualified certificate"
        /// Claims to be qualified, and a trusted list says that it is not, or not for signatures and seals.
        case notQualified = "not qualified"
        /// A trusted list contradicts itself about it, or says something that is not understood and may take it away.
        case inDoubt = "in doubt"
        /// For qualified electronic signatures, and its issuer stood in the trusted list at the time.
        case qualifiedSignature = "qualified signature"
        /// For qualified electronic seals, and its issuer stood in the trusted list at the time.
        case qualifiedSeal = "qualified seal"
    }

    /// The overall answer.
    public internal(set) var verdict = Verdict.invalid
    /// The level that was reached, which may be lower than the one that was meant.
    public internal(set) var level: SignatureLevel?
    /// The signer's certificate.
    public internal(set) var signer: Certificate?
    /// The signer's path to an anchor.
    public internal(set) var path: CertificatePath?
    /// How the value was made.
    public internal(set) var scheme: SignatureScheme?
    /// The value as messages carry it: `SEQUENCE { r, s }` for ECDSA; `nil` where it does not hold.
    package internal(set) var value: [UInt8]?
    /// When the signer says it was made; a claim.
    public internal(set) var claimedTime: Date?
    /// When it existed at the latest, by the oldest timestamp that holds.
    public internal(set) var provenTime: Date?
    /// The timestamps that hold.
    public internal(set) var timestamps: [Timestamp] = []
    /// The answers about revocation that were used.
    public internal(set) var revocation: [RevocationAnswer] = []
    /// What was wrong with timestamps that count for nothing beside others that hold.
    public internal(set) var leftOut: [SignatureError] = []
    /// What was wrong or missing.
    public internal(set) var findings: [SignatureError] = []

    /// How far it is qualified; a claim unless a trusted list was given and the verdict is valid.
    public internal(set) var qualification = Qualification.none

    init() {}

    /// The signature itself does not hold, whatever else may.
    static func refused(_ error: SignatureError) -> SignatureReport {
        var report = SignatureReport()
        report.findings = [error]
        return report
    }
}
