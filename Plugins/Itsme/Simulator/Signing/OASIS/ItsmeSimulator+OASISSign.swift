import EIDJOSE
import EIDJSON
import EIDSimulator

/// The second leg of the OASIS API: one address starts the signing and tells how it went (itsme-protocol §§19.3, 19.4).
extension ItsmeSimulator {
    private static let major = "urn:oasis:names:tc:dss:1.0:resultmajor:"
    private static let pending =
        "urn:oasis:names:tc:dss:1.0:profiles:asynchronousprocessing:resultmajor:Pending"

    func oasisSign(_ request: SimulatorRequest) -> SimulatorResponse {
        var requestID: String?
        var isDSS = false
        var answer = oasisAnswer { exam throws(ItsmeRefusal) in
            let body = try oasisBody(request, "sign_document request", &exam)
            isDSS = true
            requestID = body["reqID"]?.string
            let itsme = body["optInp"]?["itsme"]
            let partner = try OASISPartner(configuration.clients, request, named: itsme, &exam)
            let id = try exam.require(
                requestID,
                "§19.3",
                "INCOMPLETE_REQUEST",
                "reqID is missing",
                holds: "reqID is given"
            )
            if let session = body["asyncRespID"], !session.isNull {
                return try oasisResult(session, id, partner, &exam)
            }
            // With neither documents nor an identifier it was meant as a question.
            try exam.require(
                body["inDocs"].map { !$0.isNull } ?? false,
                "§19.4",
                body["asyncRespId"] == nil ? "NO_HASH_PROVIDED" : "MISSING_ASYNC_RESP_ID",
                body["asyncRespId"] == nil ? "inDocs is missing" : "asyncRespId must be spelt asyncRespID",
                holds: "inDocs is given"
            )
            return try oasisStart(body, itsme, id, partner, &exam)
        }
        // The guide has status and statusReason, the schema a result: give both, and nobody reads nothing.
        if isDSS, answer.status == 400, var tree = (try? JSONValue.parse(answer.body)).map({ JSON($0) }) {
            tree["result"] = Self.result("RequesterError", tree["statusReason"]?.string)
            tree["reqID"] = requestID.map { .string($0) }
            answer = .json(400, tree)
        }
        return answer
    }

    private static func result(_ word: String, _ minor: String? = nil) -> JSON {
        var tree: JSON = ["maj": .string(major + word)]
        tree["min"] = minor.map { .string($0) }
        tree["msg"] = minor.map { .string("The request ended with \($0)") }
        return tree
    }

    private func oasisStart(
        _ body: JSONValue,
        _ itsme: JSONValue?,
        _ requestID: String,
        _ partner: OASISPartner,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SimulatorResponse {
        let client = partner.client
        let code = try exam.require(
            itsme?["signer"]?["userCode"]?.string,
            "§19.3",
            "INCOMPLETE_REQUEST",
            "signer.userCode is missing",
            holds: "signer.userCode is given"
        )
        let redirect = try partner.requireRedirect(itsme?["redirectUrl"], &exam)
        let persona = try signer(code, of: client, &exam)
        let credential = try exam.require(
            signing.credentials[persona.id]?.id,
            "§17",
            "NOT_ALLOWED_TO_SIGN",
            "there is no certificate yet: identify first",
            holds: "there is a certificate"
        )
        let language = try language(body["optInp"]?["lang"], persona, &exam)
        let check = OASISOrderCheck(
            allowsBatch: client.signing?.allowsBatch ?? false,
            isPolicyDisabled: faults.take(.policyDisabled, at: .oasisSign, client: client.id) != nil
        )
        var order = SigningOrder(documents: try check.documents(body, &exam), credential: credential)
        try check.describe(&order, itsme, in: language, &exam)
        if faults.take(.revokedCertificate, at: .oasisSign, client: client.id) != nil { revoke(persona.id, &exam) }
        let id = beginSigning(
            SigningStart(
                client: client,
                service: partner.service,
                order: order,
                way: .oasis(redirectURL: redirect),
                language: language,
                persona: persona.id
            ),
            &exam
        )
        let session = random.sessionID()
        signing.sessions[session] = id
        let url = "\(configuration.baseURL)/qes/prove_its_you_poka?q=\(id)&language=\(language.rawValue.uppercased())"
        return .json(
            200,
            [
                "result": ["maj": .string(Self.pending)], "reqID": .string(requestID), "respID": .string(session),
                "optOutp": ["itsme": ["signingUrl": .string(url), "userCode": .string(code)]],
            ]
        )
    }

    /// The language of the phone: the one asked for, else the person's own.
    private func language(
        _ value: JSONValue?,
        _ persona: ItsmePersona,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> PageLanguage {
        guard let value, !value.isNull else {
            let own = persona.claims.first { $0.name == "locale" }?.value.string
            return PageLanguage(code: own) ?? .en
        }
        return try exam.require(
            PageLanguage(signing: value.string),
            "§19.3",
            "INVALID_LANGUAGE",
            "optInp.lang must be EN, FR, NL or DE"
        )
    }

    private func oasisResult(
        _ session: JSONValue,
        _ requestID: String,
        _ partner: OASISPartner,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SimulatorResponse {
        let id = try exam.require(
            session.string.flatMap { $0.isEmpty ? nil : $0 },
            "§19.4",
            "MISSING_ASYNC_RESP_ID",
            "asyncRespID is not a text",
            holds: "asyncRespID is given"
        )
        let action = try polled(id, partner, isSignature: true, &exam)
        var tree: JSON = ["reqID": .string(requestID), "respID": .string(id)]
        switch action.phase {
        case .created, .pending, .creating: tree["result"] = ["maj": .string(Self.pending)]
        case .approved:
            tree["result"] = Self.result("Success")
            tree["sigObj"] = .array(
                try signatures(action, &exam).map { signed in
                    [
                        "b64Sig": ["value": .string(Base64.encode(signed.value))],
                        "whichDoc": .string(signed.id),
                    ]
                }
            )
        // §25.25: how itsme tells is not documented.
        default: tree["result"] = Self.result("ResponderError", action.reason ?? "TECHNICAL_ERROR")
        }
        return .json(200, tree)
    }

    private func signatures(
        _ action: SigningAction,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> [SignedDocument] {
        if let values = action.values { return values }
        guard let order = action.order else { return [] }
        // Another one has come since, or none: the partner never saw it.
        let credential = try exam.require(
            action.persona.flatMap { signing.credentials[$0] }.flatMap { $0.id == order.credential ? $0 : nil },
            "§19.4",
            "TECHNICAL_ERROR",
            "the certificate of the first leg is gone",
            holds: "the certificate is the one of the first leg"
        )
        do {
            let made = try values(
                of: order.documents,
                with: credential,
                at: .oasisSign,
                client: action.client.id
            )
            signing.actions[action.id]?.values = made
            exam.issued("§19.4", "\(made.count) signature values")
            return made
        } catch {
            throw exam.refuse("TECHNICAL_ERROR", "§19.4", "the key cannot be used")
        }
    }
}
