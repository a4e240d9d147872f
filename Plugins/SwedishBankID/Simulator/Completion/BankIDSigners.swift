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

    /// The root that relying parties trust, PEM.
    public func rootPEM() throws -> String { try trust.rootPEM() }

    /// The certificate of a person, of one kind of BankID.
    func signer(
        _ persona: BankIDPersona,
        _ profile: SignerProfile = .qualified,
        policies: [String] = [BankIDSigners.mobile]
    ) throws -> IssuedCertificate {
        try made("\(persona.personalNumber) \(profile.rawValue) \(policies)") {
            try trust.issueSigner(
                SignerSubject(
                    givenNames: persona.givenName,
                    surname: persona.surname,
                    country: "SE",
                    nationalNumber: persona.personalNumber
                ),
                profile: profile,
                policies: policies
            )
        }
    }

    /// Who says what certificates are worth.
    func responder() throws -> IssuedCertificate { try made("responder") { try trust.issueResponder() } }

    private func made(_ name: String, _ make: () throws -> IssuedCertificate) throws -> IssuedCertificate {
        if let known = issued.withLock({ $0[name] }) { return known }
        let made = try make()
        return issued.withLock { issued in
            if let known = issued[name] { return known }
            issued[name] = made
            return made
        }
    }

    /// The policy of mobile BankIDs in the test environment.
    static let mobile = "1.2.3.4.25"
}
