import EIDSignature
import FoundationEssentials

/// What is known about a certificate's standing under the eIDAS regulation.
enum Qualification: String, Codable, Sendable, Hashable {
    /// It does not claim anything.
    case none
    /// It claims to be qualified; nobody has checked that against a trusted list.
    case claimed = "claims_qualified"
    /// A trusted list has its issuer as granted, both now and when it was issued.
    case qualified

    /// Reads the certificate's claims and looks its issuer up.
    init(_ path: CertificatePath, lists: [TrustedList], isSeal: Bool, at now: Date) {
        guard let leaf = path.certificates.first, let claims = leaf.extensions.qualification,
            isSeal ? claims.claimsQualifiedSeal : claims.claimsQualifiedSignature
        else {
            self = .none
            return
        }
        let isListed = lists.contains { list in
            [now, leaf.notBefore].allSatisfy { list.isGranted(path, at: $0, for: isSeal ? .seal : .signature) }
        }
        self = isListed ? .qualified : .claimed
    }
}
