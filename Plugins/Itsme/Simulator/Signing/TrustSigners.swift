import EIDSimulatorTrust
import FoundationEssentials

/// Certificates from the simulated trust service.
struct TrustSigners: SignerCredentials {
    let trust: TrustService
    /// How long certificates hold.
    let validity: TimeInterval

    func issue(to signer: SignerSubject, isExpired: Bool) throws -> IssuedCertificate {
        try trust.issueSigner(signer, validity: validity, profile: isExpired ? .expired : .qualified)
    }

    func revoke(_ certificate: IssuedCertificate, at time: Date) throws {
        try trust.revoke(certificate.serial, at: time)
    }
}
