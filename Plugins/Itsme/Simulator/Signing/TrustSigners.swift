import EIDSimulatorTrust
import FoundationEssentials

/// Certificates from the simulated trust service.
struct TrustSigners: SignerCredentials {
    let trust: TrustService
    /// How long certificates hold.
    let validity: TimeInterval

    func issue(to signer: SignerName, isExpired: Bool) throws -> SignerCredential {
        let issued = try trust.issueSigner(
            SignerSubject(
                // An empty name cannot stand in a certificate.
                givenNames: signer.givenNames.isEmpty ? "-" : signer.givenNames,
                surname: signer.surname,
                country: signer.country,
                locality: signer.locality,
                nationalNumber: signer.nationalNumber
            ),
            validity: validity,
            profile: isExpired ? .expired : .qualified
        )
        return SignerCredential(serial: issued.serial.bytes, chain: issued.chain) { try issued.sign(digest: $0) }
    }

    func revoke(_ credential: SignerCredential, at time: Date) throws {
        try trust.revoke(SerialNumber(bytes: credential.serial), at: time)
    }
}
