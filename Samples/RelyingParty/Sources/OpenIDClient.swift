import AsyncHTTPClient
import EIDJOSE
import EIDJSON
import NIOCore
import NIOHTTP1

/// The shop's side of OpenID Connect: where to send people, and what to do when they come back.
actor OpenIDClient {
    /// What the shop needs of the broker's discovery document.
    struct Discovery: Sendable {
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let userInfoEndpoint: String
        let jwksURL: String
    }

    private let settings: ShopSettings
    private let http: HTTPClient
    private var discovery: Discovery?
    private var keys: JWKSet?

    init(settings: ShopSettings) {
        self.settings = settings
        // A redirect from the broker's back channel would be a mistake or an attack.
        http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: .init(redirectConfiguration: .disallow)
        )
    }

    func shutDown() async { try? await http.shutdown() }

    /// First leg: where the browser goes.
    func authorizationURL(for signIn: SignIn) async throws -> String {
        var fields = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirectURI),
            ("scope", signIn.purpose.scope), ("state", signIn.state), ("nonce", signIn.nonce),
            ("code_challenge", signIn.codeChallenge), ("code_challenge_method", "S256"),
        ]
        // The broker never upgrades a request by itself: it is told what the sign-in is for, and with which method.
        let method = settings.method.map { ["method:\($0)"] } ?? []
        fields.append(("acr_values", (method + ["type:\(signIn.purpose.rawValue)"]).joined(separator: " ")))
        if let claims = signIn.purpose.claims { fields.append(("claims", claims.text)) }
        return "\(try await discover().authorizationEndpoint)?\(Form.encode(fields))"
    }

    /// Second leg: a code becomes a checked result.
    func result(of signIn: SignIn, code: String) async throws -> SignInResult {
        let discovery = try await discover()
        let tokens = try await redeem(code, for: signIn, at: discovery.tokenEndpoint)
        let check = IDTokenCheck(issuer: settings.issuer, clientID: settings.clientID, nonce: signIn.nonce)
        let idToken = try await verified(tokens.requireString("id_token"), check, discovery)
        let subject = try idToken.requireString("sub")

        let userInfo = try await get(discovery.userInfoEndpoint, bearer: tokens.requireString("access_token"))
        // OpenID Connect Core §5.3.2: without this check the claims could be somebody else's.
        guard try userInfo.requireString("sub").sameBytes(as: subject) else {
            throw ShopError("UserInfo speaks of another person than the ID token")
        }
        let protocolClaims: Set = ["iss", "aud", "exp", "iat", "nonce", "at_hash", "azp", "sub"]
        let members = (idToken.members ?? []) + (userInfo.members ?? [])
        return SignInResult(
            purpose: signIn.purpose,
            subject: subject,
            assurance: try idToken.optionalString("acr"),
            claims: members.filter { !protocolClaims.contains($0.name) }.map { ($0.name, JSON($0.value)) }
        )
    }

    private func verified(_ token: String, _ check: IDTokenCheck, _ discovery: Discovery) async throws -> JSONValue {
        if let keys {
            do { return try check.claims(of: token, keys: keys) } catch let error as JOSEError {
                // A key we do not know yet: the broker may have a new one. Anything else is final.
                guard error.code == .unknownKey else { throw error }
            }
        }
        let fresh = try JWKSet(parsing: try await get(discovery.jwksURL))
        keys = fresh
        return try check.claims(of: token, keys: fresh)
    }

    private func discover() async throws -> Discovery {
        if let discovery { return discovery }
        let document = try await get("\(settings.issuer)/.well-known/openid-configuration")
        guard try document.requireString("issuer").sameBytes(as: settings.issuer) else {
            throw ShopError("the discovery document belongs to another issuer")
        }
        let found = Discovery(
            authorizationEndpoint: try document.requireString("authorization_endpoint"),
            tokenEndpoint: try document.requireString("token_endpoint"),
            userInfoEndpoint: try document.requireString("userinfo_endpoint"),
            jwksURL: try document.requireString("jwks_uri")
        )
        discovery = found
        return found
    }

    private func redeem(_ code: String, for signIn: SignIn, at endpoint: String) async throws -> JSONValue {
        var request = HTTPClientRequest(url: endpoint)
        request.method = .POST
        // RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
        let credentials = "\(Form.encode(settings.clientID)):\(Form.encode(settings.clientSecret))"
        request.headers.add(name: "authorization", value: "Basic \(Base64.encode(Array(credentials.utf8)))")
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        let form = Form.encode([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirectURI),
            ("code_verifier", signIn.codeVerifier),
        ])
        request.body = .bytes(ByteBuffer(string: form))
        return try await answer(to: request)
    }

    private func get(_ url: String, bearer: String? = nil) async throws -> JSONValue {
        var request = HTTPClientRequest(url: url)
        if let bearer { request.headers.add(name: "authorization", value: "Bearer \(bearer)") }
        return try await answer(to: request)
    }

    private func answer(to request: HTTPClientRequest) async throws -> JSONValue {
        let response = try await http.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 2 * 1024 * 1024)
        guard response.status == .ok else { throw ShopError("the broker answered \(response.status.code)") }
        return try JSONValue.parse(Array(body.readableBytesView), limits: JSONLimits(maximumBytes: 2 * 1024 * 1024))
    }
}
