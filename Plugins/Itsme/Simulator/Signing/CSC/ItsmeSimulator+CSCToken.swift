import EIDJOSE
import EIDJSON
import EIDSimulator

/// The token endpoint of the CSC API: a bearer token for the person, activation data for the hashes (itsme-protocol §18.4).
extension ItsmeSimulator {
    func cscToken(_ request: SimulatorRequest) -> SimulatorResponse {
        cscAnswer { exam throws(ItsmeRefusal) in
            let fields = try tokenFields(request, &exam)
            let client = try cscClientProof(fields, &exam)
            let action = try claimCSCCode(fields, client, &exam)
            return .json(200, try cscGrant(action, client, &exam))
        }
    }

    /// Runs an endpoint and turns a refusal into the answer that CSC 1.0.4 prescribes.
    func cscAnswer(
        _ body: (inout Examination) throws(ItsmeRefusal) -> SimulatorResponse
    ) -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        do throws(ItsmeRefusal) {
            return try body(&exam)
        } catch {
            let status =
                switch error.code {
                case "invalid_token", "invalid_client": 401
                case "server_error": 500
                default: 400
                }
            var answer = SimulatorResponse.json(
                status,
                ["error": .string(error.code), "error_description": .string(error.text)]
            )
            if error.code == "invalid_token" {
                answer.headers.append(("WWW-Authenticate", "Bearer realm=\"itsme simulator\", error=\"invalid_token\""))
            }
            return answer
        }
    }

    /// The parameters, from a form or from JSON: both are documented.
    private func tokenFields(
        _ request: SimulatorRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> FormFields {
        let type = request.header("content-type")?.split(separator: ";").first?.lowercased()
        let fields: FormFields
        switch type {
        case "application/x-www-form-urlencoded":
            fields = try exam.require(
                request.formFields,
                "§18.4",
                "invalid_request",
                "the body is malformed",
                holds: "the body is well-formed"
            )
        case "application/json":
            let members = (try? JSONValue.parse(request.body))?.members
            fields = try exam.require(
                members.map { members in
                    FormFields(members.compactMap { member in member.value.string.map { (member.name, $0) } })
                },
                "§18.4",
                "invalid_request",
                "the body must be a JSON object",
                holds: "the body is a JSON object"
            )
        default: throw exam.refuse("invalid_request", "§18.4", "the body must be JSON or a form")
        }
        exam.received("CSC token request", fields)
        try exam.require(
            fields.doubled == nil,
            "§18.4",
            "invalid_request",
            "\(fields.doubled ?? "") is given twice",
            holds: "no parameter is given twice"
        )
        let grant = try exam.require(
            fields["grant_type"],
            "§18.4",
            "invalid_request",
            "grant_type is missing",
            holds: "grant_type is given"
        )
        try exam.require(
            grant == "authorization_code",
            "§18.4",
            "unsupported_grant_type",
            "grant_type must be authorization_code"
        )
        return fields
    }

    private func cscClientProof(_ fields: FormFields, _ exam: inout Examination) throws(ItsmeRefusal) -> ItsmeClient {
        let id = fields["client_id"]
        let client = configuration.clients.first { id.sameBytes(as: $0.id) && $0.signingSecret != nil }
        let isProven = constantTimeEquals(client?.signingSecret ?? "", fields["client_secret"] ?? "")
        let proven = try exam.require(
            isProven ? client : nil,
            "§18.4",
            "invalid_client",
            "client_id or client_secret is wrong",
            holds: "client_id and client_secret are right"
        )
        exam.trace.client = proven.id
        return proven
    }

    private func claimCSCCode(
        _ fields: FormFields,
        _ client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> SigningAction {
        let (code, action) = try CodeCheck.csc.check(fields, of: client, &exam) { code in
            codes[code].flatMap { grant in signing.actions[grant.action].map { (grant, $0) } }
        }
        codes[code]?.isUsed = true
        return action
    }

    private func cscGrant(
        _ action: SigningAction,
        _ client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> JSON {
        let persona = try exam.require(
            action.persona.flatMap { accounts[$0]?.persona },
            "§18.4",
            "invalid_grant",
            "the account is gone",
            holds: "the account is still there"
        )
        let token = newCSCToken(for: action, persona, client)
        let expires = clock.seconds + 3600
        if let order = action.order {
            try exam.require(
                signing.credentials[persona.id]?.id == order.credential,
                "§18.4",
                "invalid_grant",
                "the credential is gone",
                holds: "the credential is still there"
            )
            signing.activations[token] = SignatureActivation(
                action: action.id,
                client: client.id,
                credential: order.credential,
                expires: expires,
                open: order.documents
            )
        } else {
            signing.bearers[token] = CSCBearer(
                action: action.id,
                client: client.id,
                persona: persona.id,
                expires: expires
            )
        }
        let kind = action.order == nil ? "Bearer" : "SAD"
        exam.issued("§18.4", "\(kind) token")
        return [
            "access_token": .string(token), "refresh_token": .null, "token_type": .string(kind), "expires_in": 3600,
        ]
    }

    /// A token like those of itsme's examples; clients must not look inside.
    private func newCSCToken(for action: SigningAction, _ persona: ItsmePersona, _ client: ItsmeClient) -> String {
        var claims: JSON = [
            "sub": .string(random.uuid()), "name": .string(userCode(of: persona, client)), "iss": "csc_api",
            "aud": "csc_api", "exp": .integer(Int64(clock.seconds + 3600)),
        ]
        if action.order != nil { claims["Credential"] = "true" }
        let header: JSON = ["alg": "HS256", "typ": "JWT"]
        let text = "\(Base64URL.encode(header.serialized())).\(Base64URL.encode(claims.serialized()))"
        let key = SHA256.digest("itsme simulator csc \(seed)")
        return "\(text).\(Base64URL.encode(HMACSHA256.code(for: Array(text.utf8), key: key)))"
    }
}
