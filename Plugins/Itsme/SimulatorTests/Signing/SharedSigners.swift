import EIDSimulatorTrust
import FoundationEssentials
import Synchronization

@testable import EIDItsmeSimulator

/// Real certificates, each made once for all tests: RSA keys are what makes a bench slow.
final class SharedSigners: SignerCredentials {
    private struct Wish: Hashable {
        let name: SignerSubject
        let profile: SignerProfile
    }

    private static let issued = Mutex<[Wish: IssuedCertificate]>([:])
    private static let trust = TrustSigners(
        trust: TrustService(TrustService.Settings(baseURL: "https://sim.example/trust", seed: 7)) {
            Date(timeIntervalSince1970: 1_790_000_000)
        },
        validity: 1095 * 86_400
    )

    /// The serial numbers that this bench took back.
    let revoked = Mutex<[SerialNumber]>([])

    func issue(to signer: SignerSubject, profile: SignerProfile) throws -> IssuedCertificate {
        try Self.issued.withLock { issued in
            let wish = Wish(name: signer, profile: profile)
            if let known = issued[wish] { return known }
            let credential = try Self.trust.issue(to: signer, profile: profile)
            issued[wish] = credential
            return credential
        }
    }

    func revoke(_ certificate: IssuedCertificate, at time: Date) { revoked.withLock { $0.append(certificate.serial) } }
}
