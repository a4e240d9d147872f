import EIDJOSE
import EIDJSON
import EIDSimulator

/// The token endpoint (§11): client proof, code once, PKCE, and a nested ID token (§12).
extension ItsmeSimulator {
    func redeem(_ request: SimulatorRequest, _ host: ItsmeClient.Host) async -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        do throws(ItsmeRefusal) {
            let form = try form(request, &exam)
            let client = try await authenticate(form, request, host, &exam)
            let action = try claimCode(form, client, &exam)
            return try await answer(action, host, &exam)
        } catch {
            return .json(400, ["error": .string(error.code), "detail": .string(error.description)])
        }
    }

    private func form(_ request: SimulatorRequest, _ exam: inout Examination) throws(ItsmeRefusal) -> FormFields {
        let type = request.header("content-type")?.split(separator: ";").first?.lowercased()
        try exam.require(
            type == "application/x-www-form-urlencoded",
            "§11",
            "invalid_request",
            "the body must be application/x-www-form-urlencoded"
        )
        let form = try exam.require(
            request.formFields,
            "§11",
            "invalid_request",
            "the body is malformed",
            holds: "the body is well-formed"
        )
        exam.received("token request", form)
        try exam.require(
            request.query.isEmpty,
            "§5.1",
            "invalid_request",
            "parameters must be in the body, never in the query"
        )
        try exam.require(
            form.doubled == nil,
            "§11",
            "invalid_request",
            "\(form.doubled ?? "") is given twice",
            holds: "no parameter is given twice"
        )
        let grant = try exam.require(
            form["grant_type"],
            "§11",
            "invalid_request",
            "grant_type is missing",
            holds: "grant_type is given"
        )
        try exam.require(
            grant == "authorization_code",
            "§11",
            "unsupported_grant_type",
            "grant_type must be authorization_code"
        )
        return form
    }

    private func authenticate(
        _ form: FormFields,
        _ request: SimulatorRequest,
        _ host: ItsmeClient.Host,
        _ exam: inout Examination
    ) async throws(ItsmeRefusal) -> ItsmeClient {
        let proof = ClientProof(fields: form, hasAuthorizationHeader: request.header("authorization") != nil)
        let (client, assertion) = try proof.claimed(configuration.clients, keys: keys, &exam)
        try exam.require(
            client.host == host,
            "§2.2",
            "invalid_client",
            "this client belongs to the \(client.host) endpoints",
            holds: "the client calls the endpoints that it belongs to"
        )
        guard let assertion else { return client }
        let claims: JSONValue
        do {
            claims = try InboundTokens.verify(assertion, with: try await partnerKeys(of: client))
        } catch {
            throw exam.refuse("unauthorized_client", "§4.2", "the assertion's signature fails: \(error)")
        }
        exam.passed("§4.2", "the assertion is signed by a key of the partner")
        exam.note("§26.8", "client assertion", detail: JSON(claims))
        let (id, expires) = try ClientProof.check(
            claims,
            client: client,
            endpoint: location(of: .token, host),
            maximumLifetime: configuration.maximumAssertionLifetime,
            &exam
        )
        try exam.require(
            // A minute more than it says, which clocks may differ by.
            assertionIDs.use(id, of: client, until: expires + 60, at: clock.seconds),
            "§5.1",
            "unauthorized_client",
            "the assertion's jti has been used before",
            holds: "the assertion's jti is new"
        )
        return client
    }

    private func claimCode(
        _ form: FormFields,
        _ client: ItsmeClient,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> ItsmeAction {
        let (code, action) = try CodeCheck.openID.check(form, of: client, &exam) { code in
            codes[code].flatMap { grant in actions[grant.action].map { (grant, $0) } }
        }
        try checkVerifier(form["code_verifier"], action.request, &exam)
        codes[code]?.isUsed = true
        actions[action.id]?.phase = .redeemed
        return action
    }

    private func checkVerifier(
        _ verifier: String?,
        _ request: AuthorizationRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) {
        guard let challenge = request.challenge else {
            return try exam.require(
                verifier == nil,
                "§6.7",
                "invalid_request",
                "code_verifier without a code_challenge",
                holds: "no code_verifier without a code_challenge"
            )
        }
        let verifier = try exam.require(
            verifier,
            "§26.3",
            "invalid_request",
            "code_verifier is missing",
            holds: "code_verifier is given"
        )
        let allowed = verifier.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~".utf8.contains(byte)
            }
        }
        try exam.require(
            allowed && (43...128).contains(verifier.utf8.count),
            "§6.7",
            "invalid_grant",
            "code_verifier must be 43 to 128 unreserved characters"
        )
        try exam.require(
            Base64URL.encode(SHA256.digest(verifier)).sameBytes(as: challenge),
            "§6.7",
            "invalid_grant",
            "code_verifier does not fit the code_challenge",
            holds: "code_verifier fits the code_challenge"
        )
    }

    private func answer(
        _ action: ItsmeAction,
        _ host: ItsmeClient.Host,
        _ exam: inout Examination
    ) async throws(ItsmeRefusal) -> SimulatorResponse {
        let client = action.request.client
        let (active, withheld) = tokenFaults(at: .token, client: client.id, asked: action.request.idTokenClaims)
        if active.contains(.rotatedKeys) { try? keys.rotate() }
        let claims = idTokenClaims(action, host, faults: active, withheld: withheld)
        let token: String
        do {
            token = try await write(claims, for: client, faults: active)
        } catch {
            throw exam.refuse("invalid_client", "§4.5", "no token can be made for this partner's keys: \(error)")
        }
        let access = random.text(32)
        accessTokens[access] = AccessGrant(action: action.id, expires: clock.seconds + 3600)
        exam.issued("§12", "ID token and access token", detail: describe(token, claims))
        return .json(
            200,
            [
                "access_token": .string(access), "token_type": "Bearer", "expires_in": 3600,
                "id_token": .string(token),
            ]
        )
    }

    private func idTokenClaims(
        _ action: ItsmeAction,
        _ host: ItsmeClient.Host,
        faults active: Set<ItsmeFault>,
        withheld: Set<String>
    ) -> JSON {
        var claims = commonClaims(action, host, faults: active)
        // §12: the example of the legacy host has it, the current one has not.
        if host == .legacy { claims["nbf"] = claims["iat"] }
        if let nonce = action.request.nonce {
            claims["nonce"] = .string(active.contains(.wrongNonce) ? nonce + "x" : nonce)
        }
        if !configuration.omitsAuthenticationContext {
            claims["auth_time"] = .integer(Int64(action.approved ?? clock.seconds))
            claims["acr"] = .string(action.request.level)
        }
        for (name, value) in release(action, host, withheld: withheld).claims(action.request.idTokenClaims)
        where claims[name] == nil {
            claims[name] = value
        }
        return claims
    }
}

extension JSON {
    /// The names of an object's members.
    var memberNames: [String] { if case .object(let members) = self { members.map(\.name) } else { [] } }
}
