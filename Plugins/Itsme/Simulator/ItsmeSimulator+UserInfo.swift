import EIDJOSE
import EIDJSON
import EIDSimulator

/// UserInfo, picture and revocation (§13).
extension ItsmeSimulator {
    func userInfo(_ request: SimulatorRequest, _ host: ItsmeClient.Host) async -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        exam.received("UserInfo request", FormFields())
        do throws(ItsmeRefusal) {
            let action = try bearer(request, host, &exam)
            let client = action.request.client
            let (active, withheld) = tokenFaults(at: .userInfo, client: client.id, asked: action.request.userInfoClaims)
            if active.contains(.rotatedKeys) { try? keys.rotate() }
            var claims = commonClaims(action, host, faults: active)
            claims["nbf"] = claims["iat"]
            for (name, value) in release(action, host, withheld: withheld).claims(action.request.userInfoClaims)
            where claims[name] == nil {
                claims[name] = value
            }
            return try await answer(claims, client, active, &exam)
        } catch {
            return Self.unauthorized(error)
        }
    }

    private func answer(
        _ claims: JSON,
        _ client: ItsmeClient,
        _ active: Set<ItsmeFault>,
        _ exam: inout Examination
    ) async throws(ItsmeRefusal) -> SimulatorResponse {
        if configuration.userInfoForm == .plain {
            exam.issued("§13", "UserInfo, unprotected", detail: describe(nil, claims))
            return .json(200, claims)
        }
        let token: String
        do {
            token = try await write(claims, for: client, faults: active)
        } catch {
            throw exam.refuse("invalid_request", "§4.5", "no token can be made for this partner's keys: \(error)")
        }
        exam.issued("§13", "UserInfo", detail: describe(token, claims))
        return switch configuration.userInfoForm {
        case .quoted: .json(200, .string(token))
        case .jwt: .document(200, type: "application/jwt", token.utf8)
        case .json, .plain: .document(200, type: "application/json", token.utf8)
        }
    }

    func picture(_ request: SimulatorRequest) -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        exam.received("picture request", FormFields())
        do throws(ItsmeRefusal) {
            let action = try bearer(request, nil, &exam)
            let asked = action.request.askedClaims.contains("picture")
            let hasPhoto = action.persona.flatMap { accounts[$0] }?.persona.hasPhoto ?? false
            guard asked, hasPhoto else {
                exam.note("§13", "no picture: \(asked ? "the account has none" : "it was not asked for")")
                return .plain(404, "Not found\n")
            }
            exam.issued("§13", "picture")
            return .document(200, type: "image/jpeg", PersonPhoto.bytes)
        } catch {
            return Self.unauthorized(error)
        }
    }

    /// Revocation exists on the legacy host only, and for a client's own tokens; unknown ones are fine (RFC 7009 §2.1, §2.2).
    func revoke(_ request: SimulatorRequest) -> SimulatorResponse {
        var exam = newExamination()
        defer { keep(exam.trace) }
        do throws(ItsmeRefusal) {
            let form = try exam.require(
                request.formFields,
                "§13",
                "invalid_request",
                "the body is malformed",
                holds: "the body is well-formed"
            )
            exam.received("revocation request", form)
            try exam.require(
                form.doubled == nil,
                "§13",
                "invalid_request",
                "\(form.doubled ?? "") is given twice",
                holds: "no parameter is given twice"
            )
            let client = try authenticate(form, request, &exam)
            let token = try exam.require(
                form["token"],
                "§13",
                "invalid_request",
                "token is missing",
                holds: "token is given"
            )
            try exam.require(
                ["access_token", nil].contains(form["token_type_hint"]),
                "§13",
                "unsupported_token_type",
                "token_type_hint must be access_token"
            )
            let owner = accessTokens[token].flatMap { actions[$0.action] }?.request.client.id
            try exam.require(
                owner == nil || owner.sameBytes(as: client.id),
                "§13",
                "invalid_grant",
                "the access token was issued to another client",
                holds: "the access token, where it is known, was issued to this client"
            )
            accessTokens[token] = nil
            return .document(200, type: "application/json", "{}".utf8)
        } catch {
            return .json(400, ["error": .string(error.code), "error_description": .string(error.description)])
        }
    }

    /// A client of the legacy host, by HTTP Basic as in itsme's example, or by form fields (§13, RFC 6749 §2.3.1).
    private func authenticate(
        _ form: FormFields,
        _ request: SimulatorRequest,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> ItsmeClient {
        var (id, secret) = (form["client_id"], form["client_secret"])
        let field = (request.header("authorization") ?? "").split(separator: " ", maxSplits: 1)
        if field.count == 2, field[0].lowercased() == "basic", let bytes = Base64.decode(field[1]) {
            let parts = String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1)
            let decoded = parts.compactMap { FormFields(decoding: "v=\($0)".utf8)?["v"] }
            (id, secret) = (decoded.first, decoded.count > 1 ? decoded[1] : nil)
        }
        let named = configuration.clients.first { client in client.host == .legacy && id.sameBytes(as: client.id) }
        let isProven = constantTimeEquals(named?.secret ?? "", secret ?? "") && named?.secret != nil
        let client = try exam.require(
            isProven ? named : nil,
            "§13",
            "invalid_client",
            "client authentication failed",
            holds: "the client is of the legacy host and its secret is right"
        )
        exam.trace.client = client.id
        return client
    }

    private func bearer(
        _ request: SimulatorRequest,
        _ host: ItsmeClient.Host?,
        _ exam: inout Examination
    ) throws(ItsmeRefusal) -> ItsmeAction {
        let token = try exam.require(
            request.bearerToken,
            "§13",
            "invalid_request",
            "no bearer token",
            holds: "there is a bearer token"
        )
        let grant = try exam.require(
            accessTokens[token],
            "§13",
            "invalid_token",
            "the access token is unknown",
            holds: "the access token is known"
        )
        try exam.require(
            clock.seconds < grant.expires,
            "§13",
            "invalid_token",
            "the access token has expired",
            holds: "the access token has not expired"
        )
        let action = try exam.require(
            actions[grant.action],
            "§13",
            "invalid_token",
            "the access token is unknown",
            holds: "the transaction of the access token is known"
        )
        exam.trace.client = action.request.client.id
        exam.trace.action = action.id
        try exam.require(
            host == nil || action.request.client.host == host,
            "§2.2",
            "invalid_token",
            "the access token belongs to the other host",
            holds: "the access token belongs to this host"
        )
        return action
    }

    private static func unauthorized(_ refusal: ItsmeRefusal) -> SimulatorResponse {
        var answer = SimulatorResponse.json(
            401,
            ["error": .string(refusal.code), "detail": .string(refusal.description)]
        )
        answer.headers.append(("WWW-Authenticate", "Bearer realm=\"itsme simulator\", error=\"\(refusal.code)\""))
        return answer
    }
}
