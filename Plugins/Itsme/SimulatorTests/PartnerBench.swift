import EIDItsmeSimulator
import EIDJOSE
import EIDJSON
import EIDSimulator
import FoundationEssentials

/// A partner of its own in front of a simulator of its own: builds requests as a correct partner does.
struct PartnerBench: Sendable {
    static let keyPair = "KeyPair01x"
    static let shared = "Secret01x"
    static let legacy = "Legacy01x"
    static let redirect = "https://broker.example/callback?via=itsme"
    static let secret = "demo-client-secret-0123456789abcdef"
    static let verifier = "lB0yq9vT2rXbHqkZ8mWc5sEo1uNpGaJdYfRi3KhQ7tM"
    static let challenge = "wpTn_nR9lidCAjjR6JaDvQ1_DOTeOwo8ji-C_NaHBJo"

    /// Generated once for all tests: RSA keys are what makes a bench slow.
    static let serverKeys = Result { try ItsmeKeys.generate() }
    static let signing = Result {
        try JWK.generate(.rsa(bits: 2048), keyID: "p-sig", use: .signature, algorithm: .rs256)
    }
    /// Somebody else's key under the partner's name.
    static let foreign = Result {
        try JWK.generate(.rsa(bits: 2048), keyID: "p-sig", use: .signature, algorithm: .rs256)
    }
    static let encryption = Result {
        try JWK.generate(.rsa(bits: 2048), keyID: "p-enc", use: .encryption, algorithm: .rsaOAEP256)
    }

    let simulator: ItsmeSimulator
    let clock = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 1_790_000_000))
    let downloads = DownloadLog()

    /// `keySet` replaces what the partner publishes, `documents` are what else itsme can fetch, by address.
    init(
        seed: UInt64 = 7,
        keySet: FetchedDocument? = nil,
        documents: [String: String] = [:],
        _ change: (inout ItsmeSimulatorConfiguration) -> Void = { _ in }
    ) throws {
        let services = { (codes: [(String, ItsmeService.Kind)]) in
            codes.map { ItsmeService(code: $0.0, kind: $0.1, redirectURIs: [Self.redirect]) }
        }
        let flows: [(String, ItsmeService.Kind)] = [("IDENT", .identification), ("LOGIN", .authentication)]
        let keysURL = URL(string: "https://broker.example/jwks.json") ?? URL(filePath: "/")
        var configuration = ItsmeSimulatorConfiguration(
            baseURL: "https://sim.example",
            clients: [
                ItsmeClient(
                    id: Self.keyPair,
                    name: "Key pair",
                    authentication: .keysAt(keysURL),
                    services: services(flows)
                ),
                ItsmeClient(
                    id: Self.shared,
                    name: "Secret",
                    authentication: .secret(Self.secret),
                    services: services(flows)
                ),
                ItsmeClient(
                    id: Self.legacy,
                    name: "Legacy",
                    authentication: .secret(Self.secret),
                    host: .legacy,
                    signingAlgorithm: "HS256",
                    services: services(flows)
                ),
            ],
            personas: try Samples.people.get()
        )
        change(&configuration)
        let published = try keySet ?? FetchedDocument(body: Self.keySet(), maximumAge: 3600)
        simulator = try ItsmeSimulator(
            configuration: configuration,
            clock: clock,
            seed: seed,
            keys: Self.serverKeys.get(),
            download: { [downloads] url in
                guard url == keysURL else {
                    guard let document = documents[url.absoluteString] else { throw CancellationError() }
                    return FetchedDocument(body: Array(document.utf8))
                }
                await downloads.count()
                return published
            }
        )
    }

    /// What the partner publishes, with further encryption keys on demand.
    static func keySet(also more: [JWK] = []) throws -> [UInt8] {
        try JWKSet(keys: [signing.get(), encryption.get()] + more).json().serialized()
    }

    var control: ItsmeControl { simulator.control }

    /// The parameters of a correct identification; `nil` removes one.
    func parameters(
        client: String = PartnerBench.keyPair,
        _ changes: [String: String?] = [:]
    ) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("client_id", client), ("response_type", "code"), ("redirect_uri", Self.redirect),
            ("scope", "openid service:IDENT"), ("state", "s +/%~é"), ("nonce", "n-1"),
            ("claims", #"{"id_token":{"name":null,"given_name":null}}"#),
            ("code_challenge", Self.challenge), ("code_challenge_method", "S256"),
        ]
        for (name, value) in changes {
            fields.removeAll { $0.name == name }
            if let value { fields.append((name, value)) }
        }
        return fields
    }

    func get(_ path: String, _ fields: [(name: String, value: String)] = []) async -> SimulatorResponse {
        await simulator.respond(
            to: SimulatorRequest(method: "GET", path: path, query: FormFields(fields).encoded)
        )
    }

    func post(
        _ path: String,
        _ fields: [(name: String, value: String)],
        headers: [(name: String, value: String)] = []
    ) async -> SimulatorResponse {
        let type = (name: "Content-Type", value: "application/x-www-form-urlencoded")
        return await simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: path,
                headers: [type] + headers,
                body: Array(FormFields(fields).encoded.utf8)
            )
        )
    }

    func authorize(client: String = PartnerBench.keyPair, _ changes: [String: String?] = [:]) async -> SimulatorResponse
    {
        await get("/v2/authorization", parameters(client: client, changes))
    }

    /// The error that an authorization request is sent back with.
    func refusal(client: String = PartnerBench.keyPair, _ changes: [String: String?]) async -> String? {
        Self.query(of: await authorize(client: client, changes).header("Location"))?["error"]
    }

    /// A code for an approved request.
    func code(
        client: String = PartnerBench.keyPair,
        _ changes: [String: String?] = [:],
        persona: String = "lotte"
    ) async throws -> String {
        let path = client == Self.legacy ? "/clientsecret-oidc/csapi/v0.1/connect/authorize" : "/v2/authorization"
        let url = "https://sim.example\(path)?\(FormFields(parameters(client: client, changes)).encoded)"
        let back = try await control.walk(url, persona: persona)
        return Self.query(of: back)?["code"] ?? ""
    }

    static func query(of location: String?) -> FormFields? {
        guard let location, let start = location.firstIndex(of: "?") else { return nil }
        return FormFields(decoding: location[location.index(after: start)...].utf8)
    }

    /// A correct client assertion; `nil` removes a claim.
    func assertion(_ changes: [String: JSON?] = [:], key: JWK? = nil) throws -> String {
        var claims: JSON = [
            "iss": .string(Self.keyPair), "sub": .string(Self.keyPair), "aud": "https://sim.example/v2/token",
            "jti": .string(SecureRandom.token()), "iat": .integer(Int64(clock.seconds)),
            "exp": .integer(Int64(clock.seconds + 300)),
        ]
        for (name, value) in changes { claims[name] = value }
        return try JWSSigner(key: key ?? Self.signing.get()).sign(claims.serialized())
    }

    /// The fields of a correct token request of the key-pair client.
    func tokenFields(
        _ code: String,
        assertion: String? = nil,
        _ changes: [String: String?] = [:]
    ) throws -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Self.redirect),
            ("code_verifier", Self.verifier),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", try assertion ?? self.assertion()),
        ]
        for (name, value) in changes {
            fields.removeAll { $0.name == name }
            if let value { fields.append((name, value)) }
        }
        return fields
    }

    func secretFields(_ code: String, client: String = PartnerBench.shared) -> [(name: String, value: String)] {
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Self.redirect),
            ("code_verifier", Self.verifier), ("client_id", client), ("client_secret", Self.secret),
        ]
    }

    /// The answer to a token request, as JSON.
    func redeem(_ fields: [(name: String, value: String)]) async throws -> JSONValue {
        try JSONValue.parse(await post("/v2/token", fields).body)
    }

    /// Opens a nested token with the partner's keys.
    func open(_ token: String) async throws -> JSONValue {
        let opener = JWEOpener(
            keys: [try Self.encryption.get()],
            algorithms: [.rsaOAEP256],
            encryptions: [.a128CBCHS256]
        )
        let keys = try JWKSet(parsing: JSONValue.parse(await get("/v2/jwkSet").body))
        let verifier = JWSVerifier(keys: keys, algorithms: [.rs256])
        return try JSONValue.parse(NestedToken.opened(token, opener: opener, verifier: verifier).inner.payload)
    }

    /// A whole identification of the key-pair client: the claims of its ID token.
    func identify(_ changes: [String: String?] = [:], persona: String = "lotte") async throws -> JSONValue {
        let answer = try await redeem(try tokenFields(await code(changes, persona: persona)))
        return try await open(try answer.requireString("id_token"))
    }

    /// The answer of the UserInfo endpoint, or of another one that takes an access token.
    func resource(_ accessToken: String, at path: String = "/v2/userinfo") async -> SimulatorResponse {
        await simulator.respond(
            to: SimulatorRequest(method: "GET", path: path, headers: [("Authorization", "Bearer \(accessToken)")])
        )
    }

    /// The claims that UserInfo tells.
    func userInfo(_ accessToken: String) async throws -> JSONValue {
        try await open(await resource(accessToken).text)
    }
}
