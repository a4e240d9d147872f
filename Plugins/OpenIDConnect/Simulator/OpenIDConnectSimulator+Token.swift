import EIDJOSE
import EIDJSON
import EIDSimulator
import Synchronization

extension OpenIDConnectSimulator {
    /// `POST /token`: a code becomes tokens, once, for the client that has the verifier.
    func token(_ request: SimulatorRequest) -> SimulatorResponse {
        do {
            guard request.header("content-type") == "application/x-www-form-urlencoded",
                let form = request.formFields, form.doubled == nil
            else { throw RequestRefusal("invalid_request", "this is no form") }
            try proveClient(request, form)
            guard form["grant_type"] == "authorization_code" else {
                throw RequestRefusal("unsupported_grant_type", "only codes are redeemed")
            }
            guard let code = form["code"], let inquiry = desk.withLock({ $0.codes.removeValue(forKey: code) }),
                now <= inquiry.begun + 600
            else { throw RequestRefusal("invalid_grant", "the code is unknown, used or old") }
            guard form["redirect_uri"] == profile.redirectURI else {
                throw RequestRefusal("invalid_grant", "the redirect URI is another one")
            }
            guard let verifier = form["code_verifier"], (43...128).contains(verifier.utf8.count),
                Base64URL.encode(SHA256.digest(verifier)) == inquiry.challenge
            else { throw RequestRefusal("invalid_grant", "the verifier does not fit") }
            return try tokens(for: inquiry)
        } catch {
            return answer(to: refused(error))
        }
    }

    private func tokens(for inquiry: Inquiry) throws -> SimulatorResponse {
        let (access, fault) = desk.withLock { desk in
            let access = desk.random.text(40)
            desk.access[access] = inquiry
            return (access, desk.fault)
        }
        let idToken = try writer().token(idTokenText(inquiry, access: access, fault), profile.idToken)
        desk.withLock { $0.issued += [access, idToken] }
        return .json(
            200,
            [
                "access_token": .string(access), "token_type": "Bearer", "expires_in": 300,
                "id_token": .string(idToken),
            ]
        )
    }

    private func idTokenText(_ inquiry: Inquiry, access: String, _ fault: OpenIDConnectFault?) -> String {
        let day: Int64 = fault == .expiredAnswer ? -86_400 : fault == .futureAnswer ? 86_400 : 0
        var claims: JSON = [
            "iss": .string(fault == .wrongIssuer ? "https://elsewhere.example" : profile.issuer),
            "sub": .string(profile.subject),
            "aud": .string(fault == .wrongAudience ? "somebody-else" : profile.clientID),
            "nonce": .string(inquiry.nonce + (fault == .wrongNonce ? "x" : "")),
            "iat": .integer(now + day), "exp": .integer(now + day + 300),
            "auth_time": .integer((inquiry.authenticated ?? now) + day),
        ]
        claims["at_hash"] = .string(profile.idToken.signing.halfDigest(access))
        if let acr = inquiry.acr { claims["acr"] = .string(acr) }
        switch fault {
        case .extraAudience:
            claims["aud"] = [.string(profile.clientID), "somebody-else"]
            claims["azp"] = .string(profile.clientID)
        case .missingSubject: claims["sub"] = nil
        case .lowerAssurance: if let lowest = profile.levels.first?.stated { claims["acr"] = .string(lowest) }
        case .noAssurance: claims["acr"] = nil
        case .unknownAssurance: claims["acr"] = "https://op.example/acr/unheard-of"
        case .noAuthenticationTime: claims["auth_time"] = nil
        case .oldAuthentication: claims["auth_time"] = .integer(now - 86_400)
        default: break
        }
        let asked = inquiry.idTokenClaims + (profile.claimsInIDToken ? scopeClaims(inquiry) : [])
        add(asked, to: &claims, fault)
        return fault == .duplicateMembers ? #"{"sub":"somebody","# + claims.text.dropFirst() : claims.text
    }

    /// `GET /userinfo`.
    func userInfo(_ request: SimulatorRequest) -> SimulatorResponse {
        guard request.query.isEmpty, let token = request.bearerToken,
            let inquiry = desk.withLock({ $0.access[token] })
        else { return .json(401, ["error": "invalid_token"]) }
        let fault = desk.withLock { $0.fault }
        var claims: JSON = ["sub": .string(fault == .subjectMismatch ? "somebody" : profile.subject)]
        add(inquiry.userInfoClaims + (profile.claimsInIDToken ? [] : scopeClaims(inquiry)), to: &claims, fault)
        guard let shape = profile.userInfo, fault != .plainUserInfo else { return .json(200, claims) }
        claims["iss"] = .string(profile.issuer)
        claims["aud"] = .string(profile.clientID)
        guard let token = try? writer().token(claims.text, shape) else { return .plain(500, "No key fits.\n") }
        desk.withLock { $0.issued.append(token) }
        return .document(200, type: "application/jwt", token.utf8)
    }

    private func scopeClaims(_ inquiry: Inquiry) -> [String] {
        inquiry.scopes.flatMap { profile.scopes[$0] ?? [] }
    }

    private func add(_ names: [String], to claims: inout JSON, _ fault: OpenIDConnectFault?) {
        for name in names where claims[name] == nil {
            guard let value = profile.person[name] else { continue }
            switch fault {
            case .attributesMissing where !profile.promised.contains(name): continue
            case .attributesEmpty: claims[name] = emptied(value)
            case .attributesMistyped: claims[name] = [1, [2]]
            default: claims[name] = value
            }
        }
    }

    private func emptied(_ value: JSON) -> JSON {
        guard case .object(let members) = value else { return "" }
        return .object(members.map { ($0.name, "") })
    }

    private func writer() -> TokenWriter {
        let secret: String? =
            switch profile.proof {
            case .secretPost(let secret), .secretBasic(let secret), .secretJWT(let secret): secret
            case .key, .certificate: nil
            }
        return desk.withLock {
            TokenWriter(keys: $0.keys, foreign: $0.foreign, secret: secret, clientKeys: clientKeys, fault: $0.fault)
        }
    }

    private var clientKeys: JWKSet? {
        profile.clientKeys.flatMap { keys in
            (try? JSONValue.parse(keys.serialized())).flatMap { try? JWKSet(parsing: $0, from: .publicOnly) }
        }
    }

    /// The client's proof, whose assertion counts once.
    func proveClient(_ request: SimulatorRequest, _ form: FormFields) throws {
        let id = try ClientCheck(profile: profile, keys: clientKeys, now: now).check(request, form)
        guard let id else { return }
        guard desk.withLock({ $0.assertions.insert(id).inserted }) else {
            throw RequestRefusal("invalid_client", "the assertion was seen before")
        }
    }

    /// A refusal as JSON (RFC 6749 §5.2).
    func answer(to refusal: RequestRefusal) -> SimulatorResponse {
        .json(
            refusal.error == "invalid_client" ? 401 : 400,
            ["error": .string(refusal.error), "error_description": .string(refusal.reason)]
        )
    }
}
