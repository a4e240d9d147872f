import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

@Suite struct RequestObjectTests {
    private let bench: Bench
    private let parameters: AuthorizationParameters

    init() throws {
        bench = try Bench { registration, keys in
            registration.requestObject = RequestObjectProfile(
                signingKey: keys.entry(for: .signing),
                signingAlgorithm: .es256,
                encryption: .init(keyManagement: .ecdhES, content: .a128CBCHS256)
            )
        }
        try bench.publish(bench.keys.signing, bench.keys.upstreamEncryption)
        parameters = AuthorizationParameters(
            redirectURI: bench.binding.redirectURI,
            state: Bench.state,
            scopes: ["openid", "profile"],
            claims: ["id_token": ["name": nil]],
            loginHint: "32+470000000"
        )
    }

    private func query(_ bench: Bench) async throws -> [String: String] {
        let url = try await bench.oidc.authorizationURL(parameters, binding: bench.binding)
        return try Bench.form(try #require(url.absoluteString.split(separator: "?").last.map(String.init)))
    }

    private func claims(_ signed: String) throws -> JSONValue {
        let half = try #require(bench.keys.client.publicHalf)
        return try JSONValue.parse(JWSVerifier(keys: [half], algorithms: [.es256]).verify(signed).payload)
    }

    @Test func theRequestIsSignedAndEncrypted() async throws {
        let query = try await query(bench)
        #expect(Set(query.keys) == ["client_id", "response_type", "scope", "request"])
        #expect(query["scope"] == "openid profile")
        let opener = JWEOpener(
            keys: [bench.keys.upstreamEncryption],
            algorithms: [.ecdhES],
            encryptions: [.a128CBCHS256]
        )
        let opened = try opener.open(try #require(query["request"]))
        #expect(opened.header.contentType == "JWT")
        #expect(opened.header.keyID == "u1")
        let claims = try claims(String(decoding: opened.plaintext, as: UTF8.self))
        let texts = [
            "iss": "client-1", "aud": Bench.issuer, "client_id": "client-1", "response_type": "code",
            "scope": "openid profile", "redirect_uri": Bench.redirect, "state": Bench.state, "nonce": "nonce-1",
            "code_challenge": Base64URL.encode(SHA256.digest(bench.binding.codeVerifier)),
            "code_challenge_method": "S256", "login_hint": "32+470000000",
        ]
        for (name, value) in texts { #expect(claims[name]?.string == value, "\(name)") }
        #expect(claims["claims"].map { JSON($0) } == ["id_token": ["name": nil]])
        #expect(claims["exp"]?.integer == Int64(bench.clock.now + 300))
        #expect(claims["iat"]?.integer == Int64(bench.clock.now))
        #expect(claims["sub"] == nil)
    }

    @Test func withoutEncryptionTheRequestIsSignedOnly() async throws {
        let bench = try Bench { registration, keys in
            registration.requestObject = RequestObjectProfile(
                signingKey: keys.entry(for: .signing),
                signingAlgorithm: .es256,
                audience: "https://op.example/v2/authorize"
            )
        }
        let claims = try claims(try #require(try await query(bench)["request"]))
        #expect(claims["aud"]?.string == "https://op.example/v2/authorize")
        #expect(bench.upstream.requests(to: "/jwks").isEmpty)
    }

    @Test func aNewEncryptionKeyIsFetchedOnce() async throws {
        try bench.publish(bench.keys.signing)
        await expectRefusal(.misconfigured, "no key to encrypt") { try await query(bench) }
        #expect(bench.upstream.requests(to: "/jwks").count == 2)
        try bench.publish(bench.keys.upstreamEncryption)
        bench.clock.advance(30)
        _ = try await query(bench)
    }

    @Test func aSigningKeyIsNeverEncryptedTo() async throws {
        let signing = try JWK.generate(.p256, keyID: "u2", use: .signature)
        try bench.publish(signing)
        await expectRefusal(.misconfigured, "no key to encrypt") { try await query(bench) }
    }
}
