import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// itsme's CSC interface as its guide describes it, by a script: strict about what it is asked, and what can go wrong.
final class CSCScript: HTTPTransport {
    struct World {
        var codes: [String: (kind: String, hashes: [Data])] = [:]
        var bearers: Set<String> = []
        var activations: [String: [Data]] = [:]
        var usedIDs: Set<String> = []
        var issued: [String] = []
        var approvals: [[Data]] = []
        var texts: [String] = []
        var fault: SigningFault?
        var isApproved = false
        var count = 0
        var paths: [String] = []
        /// The `oauth2` member of `info`.
        var oauth2 = "https://sign.example/csc/v1/oauth2/authorize"
        /// Changes an answer on its way: by path.
        var edits: [String: @Sendable (inout JSON) -> Void] = [:]
    }

    static let base = "https://sign.example/csc/v1"
    static let clientID = "BrkSign01x"
    static let secret = "csc-client-secret-0123456789abcdef"
    static let credential = "3d0b4f5e-7f0a-4f61-9d5d-6c7b9f7d2a10"
    static let account = "account-0001-of-the-client"
    let world = Mutex(World())
    /// Whether account tokens are keyed by the SHA-256 of the secret.
    let hashesSecret: Bool

    init(hashesSecret: Bool = false) { self.hashesSecret = hashesSecret }

    /// What the person's browser brings to `oauth2/authorize`; gives what it brings back.
    func authorize(_ fields: [String: String], _ action: PersonAction) throws -> [FormField] {
        try world.withLock { world in
            func require(_ holds: Bool, _ what: String) throws {
                guard holds else { throw ConformanceFailure("the CSC script refuses \(what)") }
            }
            try require(fields["response_type"] == "code" && fields["client_id"] == Self.clientID, "the client")
            try require(fields["lang"].map { ["EN", "FR", "NL", "DE"].contains($0) } ?? true, "the language")
            try checkAccountToken(fields["account_token"] ?? "", &world)
            var hashes: [Data] = []
            if fields["scope"] == "credential" {
                let texts = (fields["hash"] ?? "").split(separator: ",")
                try require(texts.allSatisfy { $0.utf8.count == 44 && $0.hasSuffix("=") }, "hashes without padding")
                hashes = texts.compactMap { Base64URL.decode($0.dropLast()) }.map { Data($0) }
                try require(fields["credentialID"] == Self.credential, "the credential")
                try require(
                    fields["numSignatures"] == String(hashes.count) && (1...70).contains(hashes.count),
                    "the count"
                )
                world.approvals.append(hashes)
                world.texts += [fields["description"]].compactMap(\.self)
            } else {
                try require(fields["scope"] == "service" && fields["hash"] == nil, "the scope")
            }
            let state = FormField(name: "state", value: fields["state"] ?? "")
            if let (error, description) = Self.refusal(action, world.fault) {
                return [
                    FormField(name: "error", value: error), FormField(name: "error_description", value: description),
                    state,
                ]
            }
            world.count += 1
            let kind = hashes.isEmpty ? "Bearer" : "SAD"
            let code = "37643366316135322D\(world.count)7C\(kind)"
            world.codes[code] = (kind, hashes)
            return [FormField(name: "code", value: code), state]
        }
    }

    private static func refusal(_ action: PersonAction, _ fault: SigningFault?) -> (String, String)? {
        if fault == .notAllowed { return ("access_denied", "Test accounts cannot sign") }
        switch action {
        case .approve: return nil
        case .cancel, .decline: return ("access_denied", "The user has rejected the action")
        case .ignore: return ("access_denied", "The action has expired")
        }
    }

    private func checkAccountToken(_ token: String, _ world: inout World) throws {
        let bytes = hashesSecret ? SHA256.digest(Self.secret) : Array(Self.secret.utf8)
        let key = try JWK(secret: bytes, algorithm: .hs256)
        let verified = try JWSVerifier(keys: [key], algorithms: [.hs256]).verify(token)
        let claims = try JSONValue.parse(verified.payload)
        guard verified.header.type == "JWT", claims["sub"]?.string == Self.account,
            claims["azp"]?.string == Self.clientID, claims["iat"]?.integer != nil,
            let id = claims["jti"]?.string, world.usedIDs.insert(id).inserted
        else { throw ConformanceFailure("the CSC script refuses the account token") }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let path = request.url.absoluteString.replacing(Self.base + "/", with: "")
        let bearer = request.headers.first { $0.name == "Authorization" }?.value.replacing("Bearer ", with: "")
        let body = String(decoding: request.body, as: UTF8.self)
        return world.withLock { world in
            world.paths.append(path)
            if path == "oauth2/token" { return edited(path, token(Self.fields(body), &world), world) }
            guard let json = try? JSONValue.parse(request.body) else {
                return Self.error(400, "invalid_request", "JSON")
            }
            if path == "info" {
                return edited(path, Self.ok(["specs": "1.0.3.0", "oauth2": .string(world.oauth2)]), world)
            }
            guard let bearer, world.bearers.contains(bearer) else { return Self.error(401, "invalid_token", "bearer") }
            switch path {
            case "credentials/list":
                guard json["maxResults"]?.integer == 10 else { return Self.error(400, "invalid_request", "maxResults") }
                return edited(path, Self.ok(["credentialIDs": [.string(Self.credential)]]), world)
            case "credentials/info": return edited(path, info(json, world), world)
            case "signatures/signHash": return edited(path, sign(json, &world), world)
            case "auth/revoke":
                guard json["token"]?.string == bearer, json["token_type_hint"]?.string == "access_token" else {
                    return Self.error(400, "invalid_request", "token")
                }
                world.bearers.remove(bearer)
                return HTTPResponse(status: 204)
            default: return HTTPResponse(status: 501)
            }
        }
    }

    private func token(_ form: [String: String], _ world: inout World) -> HTTPResponse {
        guard form["client_id"] == Self.clientID, form["client_secret"] == Self.secret else {
            return Self.error(401, "invalid_client", "client")
        }
        guard form["grant_type"] == "authorization_code",
            form["redirect_uri"] == "https://broker.example/callback/bench",
            let grant = world.codes.removeValue(forKey: form["code"] ?? "")
        else { return Self.error(400, "invalid_grant", "code") }
        world.count += 1
        let token = "csc-\(grant.kind)-token-\(world.count)-0123456789"
        world.issued.append(token)
        if grant.kind == "SAD" {
            world.activations[token] = grant.hashes
            world.isApproved = true
        } else {
            world.bearers.insert(token)
        }
        return Self.ok([
            "access_token": .string(token), "refresh_token": nil, "token_type": .string(grant.kind), "expires_in": 3600,
        ])
    }

    private func info(_ json: JSONValue, _ world: World) -> HTTPResponse {
        guard json["credentialID"]?.string == Self.credential, json["certificates"]?.string == "chain",
            json["authInfo"] == nil
        else { return Self.error(400, "invalid_request", "Invalid parameter credentialID") }
        let isOther = world.fault == .otherSigner && world.isApproved
        let chain = isOther ? SigningPerson.otherChain : SigningPerson.chain
        let status = world.fault == .unfitCredential ? "disabled" : "enabled"
        return Self.ok([
            "description": nil, "key": ["status": .string(status), "algo": ["1.2.840.113549.1.1.11"], "len": 2048],
            "cert": ["status": "valid", "certificates": .strings(chain.map { Base64.encode($0) })],
            "authMode": "oauth2code", "SCAL": "2", "PIN": ["presence": "false", "label": nil], "multiSign": true,
        ])
    }

    private func sign(_ json: JSONValue, _ world: inout World) -> HTTPResponse {
        let hashes = (json["hash"]?.strings ?? []).compactMap { Base64.decode($0) }.map { Data($0) }
        guard json["credentialID"]?.string == Self.credential, json["signAlgo"]?.string == "1.2.840.113549.1.1.11",
            let approved = world.activations.removeValue(forKey: json["SAD"]?.string ?? "")
        else { return Self.error(400, "invalid_request", "Invalid parameter SAD") }
        guard hashes == approved else { return Self.error(400, "invalid_request", "Hash is not authorized by the SAD") }
        var values = hashes.map { Base64.encode(SigningPerson.value(over: $0)) }
        if world.fault == .valueMissing { values.removeLast() }
        if world.fault == .valueUnasked { values.append("AQID") }
        return Self.ok(["signatures": .strings(values)])
    }

    private func edited(_ path: String, _ response: HTTPResponse, _ world: World) -> HTTPResponse {
        guard let edit = world.edits[path], response.status == 200, let value = try? JSONValue.parse(response.body)
        else {
            return response
        }
        var json = JSON(value)
        edit(&json)
        return Self.ok(json)
    }

    private static func ok(_ json: JSON) -> HTTPResponse { HTTPResponse(status: 200, body: json.serialized()) }

    private static func error(_ status: Int, _ error: String, _ description: String) -> HTTPResponse {
        let body: JSON = ["error": .string(error), "error_description": .string(description)]
        return HTTPResponse(status: status, body: body.serialized())
    }

    static func fields(_ text: String) -> [String: String] {
        var components = URLComponents()
        components.percentEncodedQuery = text
        return Dictionary((components.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
    }
}
