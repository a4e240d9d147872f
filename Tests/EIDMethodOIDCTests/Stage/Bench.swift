import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Logging
import Testing

/// A registered client, its upstream, and a transaction that is ready to be redeemed.
struct Bench {
    static let issuer = "https://op.example/v2"
    static let redirect = "https://broker.example/callback/m"
    static let state = "state-1"

    let keys: StagedKeys
    let upstream = StagedUpstream()
    let clock = StagedClock()
    let binding: AuthorizationBinding
    let registration: UpstreamRegistration
    let services: MethodServices
    let oidc: OIDCUpstream

    init(
        issuer: String = Bench.issuer,
        allowsLoopbackHTTP: Bool? = nil,
        change: (inout UpstreamRegistration, StagedKeys) -> Void = { _, _ in }
    ) throws {
        keys = try StagedKeys.shared()
        let location = try #require(URL(string: issuer))
        var registration = UpstreamRegistration(
            issuer: location,
            clientID: "client-1",
            clientAuthentication: .privateKeyJWT(key: keys.entry(for: .signing), algorithm: .es256),
            userInfo: .plainJSON
        )
        change(&registration, keys)
        self.registration = registration
        binding = AuthorizationBinding(
            nonce: "nonce-1",
            codeVerifier: "verifier-verifier-verifier-verifier-verifier",
            redirectURI: try #require(URL(string: Bench.redirect)),
            issuer: issuer
        )
        let transport: any HTTPTransport =
            allowsLoopbackHTTP.map { [upstream] in GuardedTransport(upstream, allowsLoopbackHTTP: $0) } ?? upstream
        services = MethodServices(
            http: transport,
            clock: clock.wall,
            random: .system,
            keyring: keys.keyring,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        oidc = OIDCUpstream(registration: registration, services: services)
        upstream.answer("/v2/.well-known/openid-configuration", json: Self.discovery())
        try publish(keys.signing)
    }

    static func discovery(_ change: (inout JSON) -> Void = { _ in }) -> JSON {
        var document: JSON = [
            "issuer": "https://op.example/v2",
            "authorization_endpoint": "https://op.example/v2/authorize",
            "token_endpoint": "https://op.example/v2/token",
            "userinfo_endpoint": "https://op.example/v2/userinfo",
            "jwks_uri": "https://keys.example/jwks",
        ]
        change(&document)
        return document
    }

    /// Puts the public halves of keys into the upstream's key set.
    func publish(_ keys: JWK...) throws {
        let halves = try keys.map { try #require($0.publicHalf) }
        upstream.answer("/jwks", json: try JWKSet(keys: halves).json())
    }

    /// The claims of a good ID token.
    func claims(_ change: (inout JSON) -> Void = { _ in }) -> JSON {
        let now = Int64(clock.now)
        var claims: JSON = [
            "iss": .string(Bench.issuer), "sub": "subject-1", "aud": "client-1", "nonce": "nonce-1",
            "iat": .integer(now), "exp": .integer(now + 300),
        ]
        change(&claims)
        return claims
    }

    /// A token of these claims.
    func signed(_ claims: JSON, by key: JWK? = nil, _ algorithm: SignatureAlgorithm = .rs256) throws -> String {
        try JWSSigner(key: key ?? keys.signing, algorithm: algorithm).sign(claims.serialized())
    }

    /// A good ID token that says of itself what it is.
    func typed(_ type: String?) throws -> String {
        try JWSSigner(key: keys.signing, algorithm: .rs256).sign(claims().serialized(), type: type)
    }

    /// Something encrypted to us.
    func sealed(_ content: some Collection<UInt8>, _ encryption: ContentEncryption = .a128CBCHS256) throws -> String {
        let key = try #require(keys.ours.publicHalf)
        return try JWESealer(key: key, algorithm: .rsaOAEP256, encryption: encryption).seal(content, contentType: "JWT")
    }

    /// What the token endpoint answers.
    func tokenAnswer(_ idToken: String, _ change: (inout JSON) -> Void = { _ in }) {
        var answer: JSON = [
            "access_token": "access-1", "token_type": "Bearer", "expires_in": 3600, "id_token": .string(idToken),
        ]
        change(&answer)
        upstream.answer("/v2/token", json: answer)
    }

    static func callback(_ fields: [(String, String)]) throws -> CallbackParameters {
        try #require(CallbackParameters(fields.map { FormField(name: $0.0, value: $0.1) }))
    }

    /// Redeems a good callback.
    func redeem(_ fields: [(String, String)] = [("code", "code-1"), ("state", Bench.state)]) async throws
        -> UpstreamTokens
    {
        try await oidc.redeem(try Self.callback(fields), state: Bench.state, binding: binding)
    }

    /// Redeems a good callback for this ID token.
    func redeem(idToken: String) async throws -> UpstreamTokens {
        tokenAnswer(idToken)
        return try await redeem()
    }

    /// Redeems a good callback for a well-signed token of these claims.
    func redeem(claims change: (inout JSON) -> Void) async throws -> UpstreamTokens {
        try await redeem(idToken: try signed(claims(change)))
    }

    /// The form that went to the token endpoint last.
    func tokenForm() throws -> [String: String] {
        let request = try #require(upstream.requests(to: "/v2/token").last)
        return try Self.form(String(decoding: request.body, as: UTF8.self))
    }

    /// The fields of a form or query.
    static func form(_ text: String) throws -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = decoded(parts.first ?? "")
            let value = decoded(parts.last ?? "")
            #expect(fields.updateValue(value, forKey: name) == nil, "\(name) occurs twice")
        }
        return fields
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = String(Substring(rest.prefix(2)))
            guard byte == UInt8(ascii: "%"), let escaped = UInt8(digits, radix: 16) else {
                bytes.append(byte)
                continue
            }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
