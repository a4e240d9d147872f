import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import FoundationEssentials
import Synchronization

/// What is told of certificates without asking the person.
extension SmartIDSimulator {
    /// The certificate that an account signs with.
    func certificate(of persona: SmartIDPersona) -> SimulatorResponse {
        let fault = desk.withLock { $0.fault }
        if fault == .unusableAccount { return .json(200, ["state": "DOCUMENT_UNUSABLE"]) }
        let signer = fault == .otherPerson ? (persona == .kadri ? .ruta : .kadri) : persona
        var kind = SmartIDSigners.Kind(persona: signer, signs: true, isQualified: signer.isQualified)
        if let fault, Self.certificateFaults.contains(fault) { kind.fault = fault }
        guard let issued = try? signers.certificate(kind) else { return refuse(500, "nothing can be issued") }
        return .json(
            200,
            [
                "state": "OK", "someNewMember": "to be ignored",
                "cert": [
                    "value": .string(Base64.encode(issued.certificate)),
                    "certificateLevel": .string(kind.isQualified ? "QUALIFIED" : "ADVANCED"),
                ],
            ]
        )
    }

    /// The responder's answer about certificates (OCSP).
    func status(_ request: SimulatorRequest) -> SimulatorResponse {
        guard request.method == "POST", request.header("content-type") == "application/ocsp-request" else {
            return refuse(405, "a responder is asked by POST")
        }
        let fault = desk.withLock { desk in
            desk.statusQuestions += 1
            return desk.fault
        }
        if fault == .silentResponder { return .json(503, ["title": "busy"]) }
        if fault == .junkStatus { return .document(200, type: "application/ocsp-response", "nothing".utf8) }
        let answer = try? signers.status(request.body, fault.flatMap { Self.statusFaults[$0] }, at: clock.now)
        guard let answer else { return refuse(500, "nothing can be said") }
        return .document(200, type: "application/ocsp-response", answer)
    }

    /// The revocation list of whoever issues people's certificates, or of the root.
    func list(_ request: SimulatorRequest) -> SimulatorResponse {
        guard request.method == "GET", request.query.isEmpty else { return refuse(405, "a list is fetched by GET") }
        let name = request.path.dropFirst(SmartIDSigners.listPath.count)
        let authorities = [TrustAuthority.signers, .root]
        guard let role = authorities.first(where: { "\($0.rawValue).crl" == name }) else {
            return refuse(404, "there is no list \(name)")
        }
        let fault = desk.withLock { desk in
            desk.listQuestions += 1
            return desk.listFault
        }
        let type = "application/pkix-crl"
        let wrong: RevocationListFault?
        switch fault {
        case .silentLists: return .json(503, ["title": "busy"])
        case .junkLists: return .document(200, type: type, "nothing".utf8)
        case .revokedInList: wrong = role == .signers ? .everything : nil
        case .revokedAuthority: wrong = role == .root ? .everything : nil
        case .staleLists: wrong = .stale
        case .foreignLists: wrong = .foreignKey
        case nil: wrong = nil
        }
        guard let list = try? signers.list(of: role, wrong, at: clock.now) else {
            return refuse(500, "there is no list to be had")
        }
        return .document(200, type: type, list)
    }

    private static let statusFaults: [SmartIDFault: OCSPFault] = [
        .revokedCertificate: .revoked, .staleStatus: .stale, .otherNonce: .wrongNonce, .laterStatus: .tryLater,
        .unknownCertificate: .unknown,
    ]
}
