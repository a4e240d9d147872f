import EIDJOSE
import EIDJSON
import EIDSimulator
import EIDSimulatorTrust

/// The first leg of the OASIS API: who signs, and with which certificate (itsme-protocol §§19.1, 19.2).
extension ItsmeSimulator {
    func oasisConfiguration(_ request: SimulatorRequest) -> SimulatorResponse {
        oasisAnswer { exam throws(ItsmeRefusal) in
            exam.received("OASIS configuration request", FormFields())
            try OASISPartner.checkConnection(configuration.clients, request, &exam)
            return .json(200, SigningPolicies.document(baseURL: configuration.baseURL))
        }
    }

    func oasisIdentify(_ request: SimulatorRequest) -> SimulatorResponse {
        oasisAnswer { exam throws(ItsmeRefusal) in
            let body = try oasisBody(request, "user_identification request", &exam)
            let partner = try OASISPartner(configuration.clients, request, named: body, &exam)
            let redirect = try partner.requireRedirect(body["redirectUrl"], &exam)
            let language = try exam.require(
                PageLanguage(signing: body["lang"]?.string),
                "§19.5",
                "INVALID_LANG",
                "lang must be EN, FR, NL or DE"
            )
            let persona = try known(body["userCode"], to: partner.client, &exam)
            let id = beginSigning(
                SigningStart(
                    client: partner.client,
                    service: partner.service,
                    order: nil,
                    way: .oasis(redirectURL: redirect),
                    language: language,
                    persona: persona
                ),
                &exam
            )
            let session = random.sessionID()
            signing.sessions[session] = id
            let word = language.rawValue.uppercased()
            var answer = SimulatorResponse.json(
                200,
                [
                    "status": "OK", "asyncRespID": .string(session),
                    "identificationUrl": .string(
                        "\(configuration.baseURL)/qes/identify_yourself?language=\(word)&q=\(id)"
                    ),
                ]
            )
            // itsme sends one that means nothing on this channel (§19.1).
            answer.headers.append(("Set-Cookie", "language=\(word); Path=/; Secure; HttpOnly"))
            return answer
        }
    }

    /// The persona behind a user code, if one is given; whoever cannot sign is refused at once.
    private func known(
        _ code: JSONValue?,
        to client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> String? {
        guard let code, !code.isNull else { return nil }
        let text = try exam.require(
            code.string.flatMap { $0.utf8.count == 36 ? $0 : nil },
            "§19.1",
            "UNEXPECTED_ERROR",
            "userCode must have 36 characters"
        )
        return try signer(text, of: client, &exam).id
    }

    /// Somebody who may sign.
    func signer(
        _ code: String,
        of client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> ItsmePersona {
        let account = try exam.require(
            persona(withUserCode: code, of: client).flatMap { accounts[$0] },
            "§19.5",
            "NOT_ALLOWED_TO_SIGN",
            "the user code belongs to no account",
            holds: "the user code belongs to an account"
        )
        try exam.require(
            account.isActive,
            "§19.5",
            "NOT_ALLOWED_TO_SIGN",
            "the account is not active",
            holds: "the account is active"
        )
        try exam.require(
            !account.persona.isTestAccount,
            "§26.6",
            "NOT_ALLOWED_TO_SIGN",
            "test accounts cannot sign",
            holds: "the account is no test account"
        )
        return account.persona
    }

    func oasisStatus(_ request: SimulatorRequest) -> SimulatorResponse {
        oasisAnswer { exam throws(ItsmeRefusal) in
            let body = try oasisBody(request, "user_identification/status request", &exam)
            let partner = try OASISPartner(configuration.clients, request, named: body, &exam)
            let session = try exam.require(
                body["asyncRespID"]?.string.flatMap { (1...255).contains($0.utf8.count) ? $0 : nil },
                "§19.2",
                "MISSING_ASYNC_RESP_ID",
                body["asyncRespId"] == nil ? "asyncRespID is missing" : "asyncRespId must be spelt asyncRespID",
                holds: "asyncRespID is given"
            )
            let action = try polled(session, partner, isSignature: false, &exam)
            switch action.phase {
            case .approved: return try identified(action, &exam)
            case .created, .pending, .creating: return Self.refused(409, "PENDING")
            default:
                let reason = action.reason ?? "UNEXPECTED_ERROR"
                return Self.refused(reason == "NOT_ALLOWED_TO_SIGN" ? 400 : 409, reason)
            }
        }
    }

    private func identified(_ action: SigningAction, _ exam: inout Examination) throws(ItsmeRefusal)
        -> SimulatorResponse
    {
        let known = action.persona.flatMap { name in
            accounts[name].flatMap { account in
                signing.credentials[name].map { (account.persona, $0) }
            }
        }
        let (persona, credential) = try exam.require(
            known,
            "§19.5",
            "No payload",
            "the account or its certificate is gone",
            holds: "the account has a certificate"
        )
        let chain: [String]
        do {
            chain = try credential.issued.certificatesPEM()
        } catch {
            throw exam.refuse("TECHNICAL_ERROR", "§19.2", "the certificate cannot be written")
        }
        exam.issued("§19.2", "certificate chain")
        return .json(
            200,
            [
                "status": "OK", "userCode": .string(userCode(of: persona, action.client)),
                "certificate": .string(chain.first ?? ""), "fullCertificateChain": .string(chain.joined()),
            ]
        )
    }

    /// The action behind an identifier that a partner polls with: of its own, of this kind, and not too old (§25.26).
    func polled(
        _ session: String,
        _ partner: OASISPartner,
        isSignature: Bool,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SigningAction {
        let action = signing.sessions[session].flatMap { phoneAction($0) as? SigningAction }
        let found = try exam.require(
            action.flatMap { action in
                let isOwn = action.client.id.sameBytes(as: partner.client.id)
                let isService = action.service?.code.sameBytes(as: partner.service.code) ?? false
                return isOwn && isService && (action.order != nil) == isSignature ? action : nil
            },
            "§19.4",
            "No payload",
            "the identifier belongs to no such session of this partner",
            holds: "the identifier belongs to a session of this partner"
        )
        exam.trace.action = found.id
        try exam.require(
            found.ended.map { clock.seconds < $0 + 3600 } ?? true,
            "§25.26",
            "No payload",
            "the result is older than an hour",
            holds: "the result is at most an hour old"
        )
        return found
    }

    /// Runs an endpoint and turns a refusal into the answer of §19.5.
    func oasisAnswer(_ body: (inout Examination) throws(ItsmeRefusal) -> SimulatorResponse) -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        do throws(ItsmeRefusal) {
            return try body(&exam)
        } catch {
            switch error.code {
            // Without the right certificate itsme does not get as far as HTTP.
            case "forbidden": return Self.refused(403, "INVALID_REQUESTOR")
            case "No payload": return Self.refused(409, error.code)
            case "TECHNICAL_ERROR": return Self.refused(500, error.code)
            default: return Self.refused(400, error.code)
            }
        }
    }

    static func refused(_ status: Int, _ reason: String) -> SimulatorResponse {
        .json(status, ["status": "NOK", "statusReason": .string(reason)])
    }

    /// The JSON body of a call.
    func oasisBody(
        _ request: SimulatorRequest,
        _ text: String,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> JSONValue {
        try exam.require(!request.body.isEmpty, "§19.5", "NO_REQUEST", "the body is empty", holds: "there is a body")
        let value = try? JSONValue.parse(request.body)
        let body = try exam.require(
            value.flatMap { $0.kind == .object ? $0 : nil },
            "§19.5",
            "UNEXPECTED_ERROR",
            "the body must be a JSON object",
            holds: "the body is a JSON object"
        )
        exam.received(text, JSON(body))
        return body
    }
}
