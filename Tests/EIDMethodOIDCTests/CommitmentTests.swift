import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials
import Testing

/// A nonce that commits to bytes of ours, and the token that then is evidence.
@Suite struct CommitmentTests {
    private static let commitment = Data("the digests of two documents".utf8)
    private let redirect: URL

    init() throws { redirect = try #require(URL(string: Bench.redirect)) }

    private func tokens(
        _ bench: Bench,
        sealed: Bool = false,
        after seconds: Int = 0,
        claims change: (inout JSON) -> Void = { _ in }
    ) async throws -> (UpstreamTokens, AuthorizationBinding, String) {
        let binding = bench.oidc.newBinding(redirectURI: redirect, committingTo: Self.commitment)
        bench.clock.advance(seconds)
        let token = try bench.signed(
            bench.claims { claims in
                claims["nonce"] = .string(binding.nonce)
                change(&claims)
            }
        )
        bench.tokenAnswer(sealed ? try bench.sealed(token.utf8) : token)
        let callback = try Bench.callback([("code", "code-1"), ("state", Bench.state)])
        return (try await bench.oidc.redeem(callback, state: Bench.state, binding: binding), binding, token)
    }

    @Test func theNonceIsTheDigestOfSaltAndCommitment() throws {
        let binding = try Bench().oidc.newBinding(redirectURI: redirect, committingTo: Self.commitment)
        let salt = try #require(binding.nonceSalt)
        #expect(salt.count == 32)
        #expect(binding.nonce == Base64URL.encode(SHA256.digest(salt + Self.commitment)))
    }

    @Test func theSaltIsNewEachTime() throws {
        let bench = try Bench()
        let bindings = (0..<3).map { _ in
            bench.oidc.newBinding(redirectURI: redirect, committingTo: Self.commitment)
        }
        #expect(Set(bindings.map(\.nonce)).count == 3)
        #expect(Set(bindings.map(\.nonceSalt)).count == 3)
    }

    @Test func withoutACommitmentThereIsNoSaltAndNoEvidence() async throws {
        let bench = try Bench()
        #expect(bench.oidc.newBinding(redirectURI: redirect).nonceSalt == nil)
        #expect(try await bench.redeem(claims: { _ in }).evidence == nil)
    }

    @Test func aBindingStoredBeforeIsStillRead() throws {
        // As one looks that knows neither salts nor when it began.
        let binding = AuthorizationBinding(
            nonce: "n",
            codeVerifier: "v",
            redirectURI: redirect,
            issuer: "https://upstream.example"
        )
        let stored = try JSONEncoder().encode(binding)
        #expect(!String(decoding: stored, as: UTF8.self).contains("nonceSalt"))
        #expect(!String(decoding: stored, as: UTF8.self).contains("begun"))
        #expect(try JSONDecoder().decode(AuthorizationBinding.self, from: stored) == binding)
    }

    @Test func evidenceIsTheSignedTokenWithTheKeysThatVerifyIt() async throws {
        let (tokens, binding, token) = try await tokens(try Bench())
        let evidence = try #require(tokens.evidence)
        #expect(evidence.kind == "id_token" && evidence.mediaType == "application/jwt")
        #expect(evidence.content == Data(token.utf8))
        #expect(evidence.nonceSalt == binding.nonceSalt)
        let keys = try JWKSet(parsing: try JSONValue.parse(Array(try #require(evidence.keys))), from: .publicOnly)
        _ = try JWSVerifier(keys: keys, algorithms: [.rs256]).verify(token)
    }

    @Test func evidenceIsKeptWithoutTheEncryption() async throws {
        let bench = try Bench { registration, keys in
            registration.idToken = TokenProfile(
                encryption: .required(keyManagement: [.rsaOAEP256], content: [.a128CBCHS256])
            )
            registration.decryptionKeys = [keys.ours]
        }
        let (tokens, _, token) = try await tokens(bench, sealed: true)
        #expect(tokens.evidence?.content == Data(token.utf8))
    }

    @Test func aTokenForAnotherCommitmentIsRefused() async throws {
        await expectRefusal(.untrusted, "another nonce") {
            try await tokens(try Bench()) { $0["nonce"] = "another" }
        }
    }

    @Test func anAuthenticationOfLongAgoIsRefusedForACommitment() async throws {
        let bench = try Bench()
        await expectRefusal(.untrusted, "too long ago") {
            try await tokens(bench) { $0["auth_time"] = .integer(Int64(bench.clock.now - 3600)) }
        }
        // Without one, whoever is signed in at the upstream may stay so.
        _ = try await bench.redeem(claims: { $0["auth_time"] = .integer(Int64(bench.clock.now - 3600)) })
    }

    @Test func anAuthenticationBeforeTheTransactionBeganIsRefusedForACommitment() async throws {
        let bench = try Bench()
        let skew = bench.registration.clockSkew
        await expectRefusal(.untrusted, "before they were asked") {
            try await tokens(bench, after: 120) { $0["auth_time"] = .integer(Int64(bench.clock.now - 121 - skew)) }
        }
    }

    @Test func anAuthenticationInTheFutureIsRefusedForACommitment() async throws {
        let bench = try Bench()
        let skew = bench.registration.clockSkew
        await expectRefusal(.untrusted, "in the future") {
            try await tokens(bench) { $0["auth_time"] = .integer(Int64(bench.clock.now + skew + 1)) }
        }
        _ = try await tokens(bench) { $0["auth_time"] = .integer(Int64(bench.clock.now + skew)) }
    }

    @Test(arguments: [0, 120])
    func anAuthenticationSinceTheTransactionBeganIsAccepted(_ seconds: Int) async throws {
        let bench = try Bench()
        let skew = bench.registration.clockSkew
        _ = try await tokens(bench, after: 120) { $0["auth_time"] = .integer(Int64(bench.clock.now - seconds - skew)) }
    }

    @Test func anUpstreamThatDoesNotSayWhenIsBelieved() async throws {
        _ = try await tokens(try Bench(), after: 120)
    }

    @Test func aTokenUnderTheClientSecretIsNoEvidence() async throws {
        let secret = Secret(StagedKeys.secret)
        let bench = try Bench { registration, _ in
            registration.clientAuthentication = .clientSecretPost(secret)
            registration.idToken = TokenProfile(signing: [.hs256])
        }
        let binding = bench.oidc.newBinding(redirectURI: redirect, committingTo: Self.commitment)
        let key = try JWK(secret: Array(StagedKeys.secret.utf8), algorithm: .hs256)
        bench.tokenAnswer(try bench.signed(bench.claims { $0["nonce"] = .string(binding.nonce) }, by: key, .hs256))
        await expectRefusal(.unsupported, "proves nothing") {
            try await bench.oidc.redeem(
                try Bench.callback([("code", "code-1"), ("state", Bench.state)]),
                state: Bench.state,
                binding: binding
            )
        }
    }

    @Test func userInfoIsKeptInTheFormThatItCame() async throws {
        let signed = try Bench { registration, _ in registration.userInfo = TokenProfile(signing: [.rs256]) }
        let token = try signed.signed(signed.claims())
        signed.upstream.answer("/v2/userinfo", text: token)
        let answer = try await signed.oidc.userInfo(Secret("access-1"), subject: "subject-1", keepingEvidence: true)
        #expect(answer.evidence?.content == Data(token.utf8))
        #expect(answer.evidence?.keys != nil && answer.evidence?.nonceSalt == nil)

        let plain = try Bench()
        plain.upstream.answer("/v2/userinfo", text: #"{"sub":"subject-1"}"#)
        let object = try await plain.oidc.userInfo(Secret("access-1"), subject: "subject-1", keepingEvidence: true)
        #expect(object.evidence?.mediaType == "application/json" && object.evidence?.keys == nil)
    }

    @Test func theMaximumAgeIsAParameter() async throws {
        let bench = try Bench()
        let url = try await bench.oidc.authorizationURL(
            AuthorizationParameters(redirectURI: redirect, state: "s", prompt: "login", maximumAge: 0),
            binding: bench.oidc.newBinding(redirectURI: redirect)
        )
        let form = try Bench.form(url.query ?? "")
        #expect(form["prompt"] == "login" && form["max_age"] == "0")
    }
}
