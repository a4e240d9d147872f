import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

@Suite struct TokenSignatureTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private var keyFetches: Int { bench.upstream.requests(to: "/jwks").count }

    @Test(arguments: ["none", "None", "NONE"])
    func algorithmNoneIsRefused(_ algorithm: String) async {
        let header: JSON = ["alg": .string(algorithm), "kid": "s1"]
        let token = [header, bench.claims()].map { Base64URL.encode($0.serialized()) }.joined(separator: ".") + "."
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
    }

    @Test func anEmptySignatureIsRefused() async throws {
        let token = try bench.signed(bench.claims()).split(separator: ".").prefix(2).joined(separator: ".") + "."
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
    }

    @Test func plainJSONInsteadOfATokenIsRefused() async {
        await expectRefusal(.untrusted, "not a signed token") { try await bench.redeem(idToken: bench.claims().text) }
    }

    @Test(arguments: ["at+jwt", "application/at+jwt", "logout+jwt", "secevent+jwt", "dpop+jwt", "JWT2", ""])
    func aTokenThatSaysItIsOfAnotherTypeIsRefused(_ type: String) async throws {
        let token = try bench.typed(type)
        await expectRefusal(.untrusted, "another type") { try await bench.redeem(idToken: token) }
    }

    @Test(arguments: ["JWT", "jwt", "application/jwt", nil])
    func aTokenThatSaysNoMoreThanThatItIsOneIsAccepted(_ type: String?) async throws {
        let tokens = try await bench.redeem(idToken: try bench.typed(type))
        #expect(!tokens.subject.isEmpty)
    }

    @Test func aPublicKeyAsSharedSecretIsRefused() async throws {
        let pem = try #require(bench.keys.signing.publicHalf).publicPEM()
        let forged = try JWK(secret: Array(pem.utf8), keyID: "s1", algorithm: .hs256)
        let token = try bench.signed(bench.claims(), by: forged, .hs256)
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
    }

    @Test func anotherKeyUnderTheSameNameIsRefused() async throws {
        let forged = try bench.keys.later.with(keyID: "s1")
        let token = try bench.signed(bench.claims(), by: forged)
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
        #expect(keyFetches == 1)
    }

    @Test func anAlgorithmOutsideTheRegistrationIsRefused() async throws {
        let bench = try Bench { registration, _ in registration.idToken.signing = [.es256] }
        let token = try bench.signed(bench.claims())
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
    }

    @Test func anUnknownKeyIsLookedForOnce() async throws {
        let token = try bench.signed(bench.claims(), by: bench.keys.later)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem(idToken: token) }
        #expect(keyFetches == 2)
    }

    @Test func aRotatedKeyIsAccepted() async throws {
        _ = try await bench.redeem { _ in }
        try bench.publish(bench.keys.signing, bench.keys.later)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: bench.keys.later))
        #expect(keyFetches == 2)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: bench.keys.later))
        #expect(keyFetches == 2)
    }

    /// A key that nobody names may be the successor of the one we know (decisions §1, pitfall 10: once, and rate-limited).
    @Test func aRotationIsNoticedWhereTokensNameNoKey() async throws {
        func nameless(_ key: JWK) throws -> JWK { try JWK(pem: key.privatePEM(), algorithm: .rs256).withoutName() }
        let first = try nameless(bench.keys.signing)
        let second = try nameless(bench.keys.later)
        try bench.publish(first)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: first))
        try bench.publish(second)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: second))
        #expect(keyFetches == 2)
        await expectRefusal(.untrusted, "unknown key") {
            try await bench.redeem(idToken: try bench.signed(bench.claims(), by: first))
        }
        #expect(keyFetches == 2, "not asked for again so soon")
    }

    @Test func unknownKeysAreLookedForAtMostEveryThirtySeconds() async throws {
        let claims = bench.claims()
        let token = try bench.signed(claims, by: bench.keys.later)
        for _ in 0..<5 { await expectRefusal(.untrusted, "unknown key") { try await bench.redeem(idToken: token) } }
        #expect(keyFetches == 2)
        bench.clock.advance(29)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem(idToken: token) }
        #expect(keyFetches == 2)
        bench.clock.advance(1)
        try bench.publish(bench.keys.later)
        _ = try await bench.redeem(idToken: token)
        #expect(keyFetches == 3)
    }

    @Test func aRetiredKeyIsRefusedOnceTheKeysAreOld() async throws {
        _ = try await bench.redeem { _ in }
        try bench.publish(bench.keys.later)
        bench.clock.advance(3600)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem { _ in } }
    }

    @Test func aRotationDuringManySignInsIsFetchedOnce() async throws {
        _ = try await bench.redeem { _ in }
        try bench.publish(bench.keys.later)
        bench.tokenAnswer(try bench.signed(bench.claims(), by: bench.keys.later))
        let bench = self.bench
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await bench.redeem().subject } }
            for try await subject in group { #expect(subject == "subject-1") }
        }
        #expect(keyFetches == 2)
    }

    @Test func anEncryptionKeyVerifiesNothing() async throws {
        let encryption = try JWK(pem: bench.keys.signing.privatePEM(), keyID: "s1", use: .encryption)
        try bench.publish(encryption)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem { _ in } }
    }

    @Test func aPublishedSharedSecretVerifiesNothing() async throws {
        bench.upstream.answer(
            "/jwks",
            text: #"{"keys":[{"kty":"oct","kid":"s1","k":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}"#
        )
        let secret = try JWK(secret: [UInt8](repeating: 0, count: 32), keyID: "s1", algorithm: .hs256)
        let token = try bench.signed(bench.claims(), by: secret, .hs256)
        await expectRefusal(.untrusted, "publishes a secret") { try await bench.redeem(idToken: token) }
    }

    @Test func aWeakKeyVerifiesNothing() async throws {
        let modulus = Base64URL.encode([0xC1] + [UInt8](repeating: 0x5A, count: 126) + [0x01])
        bench.upstream.answer("/jwks", text: #"{"keys":[{"kty":"RSA","kid":"s1","e":"AQAB","n":"\#(modulus)"}]}"#)
        await expectRefusal(.untrusted, "unknown key") { try await bench.redeem { _ in } }
    }

    @Test func twoKeysOfOneNameAreRefused() async throws {
        let keys = try [bench.keys.signing, bench.keys.later.with(keyID: "s1")].map { try $0.json().text }
        bench.upstream.answer("/jwks", text: #"{"keys":[\#(keys.joined(separator: ","))]}"#)
        await expectRefusal(.untrusted, "kid appears twice") { try await bench.redeem { _ in } }
    }

    @Test func aKeySetOfTenMegabytesIsRefused() async {
        bench.upstream.answer("/jwks", text: String(repeating: " ", count: 10_000_000) + "{}")
        await expectRefusal(.untrusted, "tooLarge") { try await bench.redeem { _ in } }
    }

    @Test func aSharedSecretThatWasRegisteredIsAccepted() async throws {
        let bench = try Bench { registration, _ in
            registration.clientAuthentication = .clientSecretPost(Secret(StagedKeys.secret))
            registration.idToken.signing = [.hs256]
        }
        let key = try JWK(secret: Array(StagedKeys.secret.utf8), algorithm: .hs256)
        _ = try await bench.redeem(idToken: try bench.signed(bench.claims(), by: key, .hs256))
        #expect(bench.upstream.requests(to: "/jwks").isEmpty)
        await expectRefusal(.untrusted, "client secret") {
            try await bench.redeem(idToken: try bench.signed(bench.claims()))
        }
    }

    @Test func aSharedSecretBesidePublicKeysIsRefused() async throws {
        let bench = try Bench { registration, _ in
            registration.clientAuthentication = .clientSecretPost(Secret(StagedKeys.secret))
            registration.idToken.signing = [.hs256, .rs256]
        }
        await expectRefusal(.misconfigured, "stands alone") { try await bench.redeem { _ in } }
    }
}

extension JWK {
    /// The same key without a `kid`.
    fileprivate func withoutName() throws -> JWK {
        var json = try json(includingPrivate: true)
        json["kid"] = nil
        return try JWK(parsing: JSONValue.parse(json.text))
    }
}
