import EIDSignature
import FoundationEssentials

/// What is known about a certificate's standing under the eIDAS regulation.
enum Qualification: String, Codable, Sendable, Hashable {
    /// It does not claim anything.
    case none
    /// It claims to be qualified; no trusted list confirms that.
    case claimed = "claims_qualified"
    /// A trusted list makes it qualified, with its key in a qualified device, both now and when it was issued.
    case qualified

    /// Reads the certificate's claims, and what the lists make of them.
    init(_ path: CertificatePath, lists: [TrustedList], isSeal: Bool, at now: Date) {
        if let status = QualifiedStatus(path, lists: lists, at: now), status.isQualified, !status.isInDoubt,
            status.usesQualifiedDevice, status.purposes.contains(isSeal ? .seal : .signature)
        {
            self = .qualified
            return
        }
        let claims = path.certificates.first?.extensions.qualification
        let isClaimed = isSeal ? claims?.claimsQualifiedSeal : claims?.claimsQualifiedSignature
        self = isClaimed == true ? .claimed : .none
    }
}
