import EIDSimulatorTrust
import FoundationEssentials

/// Certificates from the simulated trust service.
struct TrustSigners: SignerCredentials {
    let trust: TrustService
    /// How long certificates hold.
    let validity: TimeInterval

    func issue(to signer: SignerSubject, profile: SignerProfile) throws -> IssuedCertificate {
        try trust.issueSigner(signer, validity: validity, profile: profile)
    }

    func revoke(_ certificate: IssuedCertificate, at time: Date) throws {
        try trust.revoke(certificate.serial, at: time)
    }
}
