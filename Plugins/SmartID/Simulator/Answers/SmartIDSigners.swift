package import EIDSimulatorTrust
public import FoundationEssentials
import Synchronization

/// A throwaway authority and people's certificates from it, made when first needed; sharable between simulators.
public final class SmartIDSigners: Sendable {
    private let trust: TrustService
    private let moment: Date
    private let issued = Mutex<[Kind: IssuedCertificate]>([:])

    /// Which certificate of a person.
    struct Kind: Hashable, Sendable {
        let persona: SmartIDPersona
        let signs: Bool
        var isQualified: Bool
        var fault: SmartIDFault?
    }

    /// Where the responder is that certificates name, below the address of the simulator.
    static let responderPath = "/trust/ocsp"
    /// Where the lists are that certificates name.
    static let listPath = "/trust/crl/"

    /// An authority whose certificates are valid around a moment, and name a responder at an address; the simulator answers
    /// there too.
    public convenience init(at moment: Date, address: String = "http://smart-id-simulator.example") {
        let settings = TrustService.Settings(baseURL: "\(address)/trust")
        self.init(TrustService(settings, now: { moment }), at: moment)
    }

    /// People's certificates from an authority that somebody else runs, who answers about revocation too.
    package init(_ trust: TrustService, at moment: Date) {
        self.trust = trust
        self.moment = moment
    }

    /// The authorities that relying parties trust: the root and who issues people's certificates, in PEM.
    public func authorities() throws -> String { try trust.rootPEM() + trust.pem(of: .signers) }

    /// The root alone, in PEM.
    public func root() throws -> String { try trust.rootPEM() }

    /// Somebody's certificate as relying parties see it, then its issuers.
    public func chain(of persona: SmartIDPersona, signs: Bool, fault: SmartIDFault? = nil) throws -> [[UInt8]] {
        try certificate(Kind(persona: persona, signs: signs, isQualified: persona.isQualified, fault: fault)).chain
    }

    /// What a responder says.
    func status(_ question: [UInt8], _ fault: OCSPFault?, at moment: Date) throws -> [UInt8] {
        try trust.ocsp(question, fault: fault, at: moment)
    }

    /// The list of an authority of the path.
    func list(of role: TrustAuthority, _ fault: RevocationListFault?, at moment: Date) throws -> [UInt8] {
        try trust.revocationList(of: role, fault: fault, at: moment)
    }

    func certificate(_ kind: Kind) throws -> IssuedCertificate {
        if let known = issued.withLock({ $0[kind] }) { return known }
        let made = try trust.issuePerson(template(kind))
        return issued.withLock { issued in
            if let known = issued[kind] { return known }
            issued[kind] = made
            return made
        }
    }

    private func template(_ kind: Kind) -> PersonTemplate {
        let (persona, day) = (kind.persona, TimeInterval(86_400))
        var template = PersonTemplate(country: persona.country)
        template.serialNumber = kind.fault == .noNumber ? nil : persona.identifier
        template.surname = persona.surname
        template.givenNames = persona.givenName
        template.birthdate = persona.birthdate
        template.commits = kind.signs != (kind.fault == .otherUse)
        template.isQualified = kind.signs && kind.isQualified
        switch (kind.signs, kind.isQualified) {
        case (false, true): template.policies = ["1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"]
        case (false, false): template.policies = ["1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1"]
        case (true, true): template.policies = ["1.3.6.1.4.1.10015.17.2", "0.4.0.194112.1.2"]
        case (true, false): template.policies = ["1.3.6.1.4.1.10015.17.1"]
        }
        if !kind.signs { template.purposes = ["1.3.6.1.4.1.62306.5.7.0"] }
        switch kind.fault {
        case .strangerIssuer: template.issuer = .stranger
        case .expiredCertificate:
            template.life = moment.addingTimeInterval(-900 * day)...moment.addingTimeInterval(-day)
        case .futureCertificate: template.life = moment.addingTimeInterval(day)...moment.addingTimeInterval(900 * day)
        case .otherPolicies: template.policies.removeLast()
        case .otherPurpose: template.purposes = ["1.3.6.1.5.5.7.3.1"]
        case .oldPurpose: template.purposes = ["1.3.6.1.5.5.7.3.2"]
        case .noResponder: template.namesServices = false
        case .bareName: (template.surname, template.givenNames, template.birthdate) = (nil, nil, nil)
        case .emptyName: (template.surname, template.givenNames, template.birthdate) = (" ", "", nil)
        default: break
        }
        return template
    }
}
