import EIDJOSE
import EIDJSON
import EIDSimulator

/// Reads an authorization request as strictly as the specifications allow: what is not in the profile is refused.
struct RequestCheck {
    let profile: OpenIDConnectProfile
    /// What requests may be encrypted to: the published key, and for a while the one before it.
    let decryption: [JWK]
    let now: Int64

    private static let standard: Set<String> = [
        "client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "code_challenge",
        "code_challenge_method", "acr_values", "ui_locales", "claims", "prompt", "max_age", "login_hint", "display",
    ]

    /// The parameters, out of a request object where there is one.
    func parameters(in fields: FormFields) throws -> JSONValue {
        if let doubled = fields.doubled { throw RequestRefusal("invalid_request", "\(doubled) occurs twice") }
        guard let object = fields["request"] else {
            guard !profile.demandsRequestObjects else {
                throw RequestRefusal("invalid_request", "the request must be an object")
            }
            return try JSONValue.parse(JSON.object(fields.all.map { ($0.name, .string($0.value)) }).serialized())
        }
        let inside = try opened(object)
        // OpenID Connect Core §6.1: what stands outside must stand inside, and be the same.
        for (name, value) in fields.all where name != "request" {
            guard inside[name]?.string == value else {
                throw RequestRefusal("invalid_request", "\(name) differs inside and outside the request object")
            }
        }
        return inside
    }

    /// A request object: by the client, for us, for now.
    private func opened(_ token: String) throws -> JSONValue {
        var token = token
        if profile.demandsEncryptedRequestObjects {
            let opener = JWEOpener(
                keys: decryption,
                algorithms: [.rsaOAEP256],
                encryptions: Set(ContentEncryption.allCases)
            )
            guard let opened = try? opener.open(token) else {
                throw RequestRefusal("invalid_request_object", "the request object cannot be decrypted")
            }
            token = String(decoding: opened.plaintext, as: UTF8.self)
        }
        let verifier = JWSVerifier(keys: try clientKeys(), algorithms: [.rs256, .ps256, .es256, .edDSA])
        guard let verified = try? verifier.verify(token), verified.header.type == "oauth-authz-req+jwt" else {
            throw RequestRefusal("invalid_request_object", "the request object is not signed by the client")
        }
        let inside = try JSONValue.parse(verified.payload)
        guard inside["iss"]?.string == profile.clientID, inside["aud"]?.string == profile.issuer,
            let expires = inside["exp"]?.integer, expires > now, expires <= now + 600,
            let starts = inside["nbf"]?.integer, starts <= now + 30, inside["jti"]?.string?.isEmpty == false
        else { throw RequestRefusal("invalid_request_object", "the request object is not for us, or not for now") }
        return inside
    }

    /// Whether a refusal may go to the client: it named itself and its own address.
    func isAddressed(_ request: JSONValue) -> Bool {
        request["client_id"]?.string == profile.clientID && request["redirect_uri"]?.string == profile.redirectURI
    }

    /// Everything that a request must say, and nothing that it must not.
    func inquiry(_ request: JSONValue) throws -> Inquiry {
        try checkNames(request)
        guard request["response_type"]?.string == "code" else {
            throw RequestRefusal("unsupported_response_type", "only code is answered")
        }
        guard let state = request["state"]?.string, state.utf8.count >= 8,
            let nonce = request["nonce"]?.string, nonce.utf8.count >= 22
        else { throw RequestRefusal("invalid_request", "state or nonce is missing or easy to guess") }
        guard request["code_challenge_method"]?.string == "S256",
            let challenge = request["code_challenge"]?.string, Base64URL.decode(challenge)?.count == 32
        else { throw RequestRefusal("invalid_request", "there is no PKCE challenge by S256") }
        let scopes = (request["scope"]?.string ?? "").split(separator: " ").map(String.init)
        guard scopes.contains("openid") else { throw RequestRefusal("invalid_scope", "openid is missing") }
        guard let unknown = scopes.first(where: { profile.scopes[$0] == nil }) else {
            let claims = try claims(request)
            return Inquiry(
                state: state,
                nonce: nonce,
                challenge: challenge,
                scopes: scopes,
                acr: try level(request, claims),
                idTokenClaims: names(claims?["id_token"]),
                userInfoClaims: names(claims?["userinfo"]),
                asksAnew: (request["prompt"]?.string ?? "").split(separator: " ").contains("login"),
                maximumAge: try maximumAge(request),
                begun: now
            )
        }
        throw RequestRefusal("invalid_scope", "the scope \(unknown) is not for this client")
    }

    private func maximumAge(_ request: JSONValue) throws -> Int64? {
        guard let value = request["max_age"] else { return nil }
        // RFC 9101 §4: in a request object it is a number.
        guard let age = request["aud"] == nil ? value.string.flatMap({ Int64($0) }) : value.integer, age >= 0 else {
            throw RequestRefusal("invalid_request", "max_age is no number of seconds")
        }
        return age
    }

    private func checkNames(_ request: JSONValue) throws {
        let envelope: Set = ["iss", "aud", "exp", "iat", "nbf", "jti"]
        let names = request.members?.map(\.name) ?? []
        let isObject = request["aud"] != nil
        for name in names where !Self.standard.contains(name) && !(isObject && envelope.contains(name)) {
            guard profile.vendorParameters[name] != nil else {
                throw RequestRefusal("invalid_request", "the parameter \(name) is unheard of")
            }
        }
        for (name, value) in profile.vendorParameters.sorted(by: { $0.key < $1.key }) {
            guard request[name]?.string == value else {
                throw RequestRefusal("invalid_request", "the parameter \(name) must be \(value)")
            }
        }
    }

    private func claims(_ request: JSONValue) throws -> JSONValue? {
        guard let claims = request["claims"] else { return nil }
        guard profile.takesClaimsParameter || profile.levelsByClaims else {
            throw RequestRefusal("invalid_request", "the claims parameter is not understood")
        }
        let object = claims.kind == .object ? claims : claims.string.flatMap { try? JSONValue.parse($0) }
        guard let object, object.kind == .object,
            object.members?.allSatisfy({ ["id_token", "userinfo"].contains($0.name) && $0.value.kind == .object })
                == true
        else { throw RequestRefusal("invalid_request", "the claims parameter is malformed") }
        return object
    }

    private func names(_ claims: JSONValue?) -> [String] {
        claims?.members?.map(\.name).filter { $0 != "acr" } ?? []
    }

    private func level(_ request: JSONValue, _ claims: JSONValue?) throws -> String? {
        var asked = (request["acr_values"]?.string ?? "").split(separator: " ").map(String.init)
        if let selector = profile.selector {
            guard asked.contains(selector) else {
                throw RequestRefusal("invalid_request", "acr_values does not choose \(selector)")
            }
            asked.removeAll { $0 == selector }
        }
        if profile.levelsByClaims {
            guard asked.isEmpty else { throw RequestRefusal("invalid_request", "acr_values is not understood") }
            asked = claims?["id_token"]?["acr"]?["values"]?.strings ?? []
        }
        for value in asked where !profile.levels.contains(where: { $0.asked == value }) {
            throw RequestRefusal("invalid_request", "the level \(value) is unheard of")
        }
        let chosen = asked.first.flatMap { value in profile.levels.first { $0.asked == value } }
        return (chosen ?? profile.levels.first)?.stated
    }

    func clientKeys() throws -> JWKSet {
        guard let keys = profile.clientKeys else {
            throw RequestRefusal("invalid_client", "no keys of the client are known")
        }
        return try JWKSet(parsing: try JSONValue.parse(keys.serialized()), from: .publicOnly)
    }
}
