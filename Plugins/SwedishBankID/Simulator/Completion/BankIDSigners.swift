import EIDSimulatorTrust
public import FoundationEssentials
import Synchronization

/// A throwaway authority and people's certificates from it, made when first needed; sharable between simulators.
public final class BankIDSigners: Sendable {
    private let trust: TrustService
    private let issued = Mutex<[String: IssuedCertificate]>([:])

    /// An authority whose certificates are valid around a moment.
    public init(at moment: Date) {
        trust = TrustService(TrustService.Settings(baseURL: "http://trust.bankid-simulator.example"), now: { moment })
    }

    /// The certificate of a person, or of the responder (a person of that name to the trust service).
    func signer(_ persona: BankIDPersona) throws -> IssuedCertificate {
        if let known = issued.withLock({ $0[persona.personalNumber] }) { return known }
        let made = try trust.issueSigner(
            SignerSubject(
                givenNames: persona.givenName,
                surname: persona.surname,
                country: "SE",
                nationalNumber: persona.personalNumber
            )
        )
        return issued.withLock { issued in
            if let known = issued[persona.personalNumber] { return known }
            issued[persona.personalNumber] = made
            return made
        }
    }

    /// Who says what certificates are worth.
    static let responder = BankIDPersona(personalNumber: "responder", givenName: "OCSP", surname: "BankID simulator")
}
