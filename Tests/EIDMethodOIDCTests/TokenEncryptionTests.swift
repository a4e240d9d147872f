import EIDJOSE
import EIDJSON
import EIDMethod
import EIDMethodOIDC
import Testing

@Suite struct TokenEncryptionTests {
    private let bench: Bench

    init() throws {
        bench = try Bench { registration, keys in
            registration.idToken.encryption = .required(keyManagement: [.rsaOAEP256], content: [.a128CBCHS256])
            registration.decryptionKeys = [keys.ours]
        }
    }

    @Test func aSignedTokenInAnEncryptedOneIsAccepted() async throws {
        let token = try bench.sealed(try bench.signed(bench.claims()).utf8)
        #expect(try await bench.redeem(idToken: token).subject == "subject-1")
    }

    @Test func aTokenThatIsOnlySignedIsRefused() async throws {
        await expectRefusal(.untrusted, "not encrypted") { try await bench.redeem { _ in } }
    }

    @Test func anEncryptedTokenWhereASignedOneWasAgreedIsRefused() async throws {
        let token = try bench.sealed(try bench.signed(bench.claims()).utf8)
        let plain = try Bench { registration, keys in registration.decryptionKeys = [keys.ours] }
        await expectRefusal(.untrusted, "not a signed token") { try await plain.redeem(idToken: token) }
    }

    @Test func encryptedJSONIsRefused() async throws {
        let token = try bench.sealed(bench.claims().serialized())
        await expectRefusal(.untrusted, "holds no signed token") { try await bench.redeem(idToken: token) }
    }

    @Test func aTokenEncryptedTwiceIsRefused() async throws {
        let token = try bench.sealed(try bench.sealed(try bench.signed(bench.claims()).utf8).utf8)
        await expectRefusal(.untrusted, "holds no signed token") { try await bench.redeem(idToken: token) }
    }

    @Test func anUnsignedTokenInsideIsRefused() async throws {
        let header = Base64URL.encode(#"{"alg":"none","kid":"s1"}"#.utf8)
        let token = try bench.sealed("\(header).\(Base64URL.encode(bench.claims().serialized())).".utf8)
        await expectRefusal(.untrusted, "signature check") { try await bench.redeem(idToken: token) }
    }

    @Test func contentEncryptionOutsideTheRegistrationIsRefused() async throws {
        let token = try bench.sealed(try bench.signed(bench.claims()).utf8, .a256GCM)
        await expectRefusal(.untrusted, "cannot be decrypted") { try await bench.redeem(idToken: token) }
    }

    @Test func aTokenForAnotherKeyIsRefused() async throws {
        let other = try #require(try bench.keys.later.publicHalf.map { try JWK(pem: $0.publicPEM(), keyID: "e1") })
        let sealer = try JWESealer(key: other, algorithm: .rsaOAEP256, encryption: .a128CBCHS256)
        let token = try sealer.seal(try bench.signed(bench.claims()).utf8)
        await expectRefusal(.untrusted, "cannot be decrypted") { try await bench.redeem(idToken: token) }
    }

    @Test func anUnknownKeyOfOursIsRefused() async throws {
        let other = try #require(bench.keys.ours.publicHalf).with(keyID: "e9")
        let sealer = try JWESealer(key: other, algorithm: .rsaOAEP256, encryption: .a128CBCHS256)
        let token = try sealer.seal(try bench.signed(bench.claims()).utf8)
        await expectRefusal(.untrusted, "cannot be decrypted") { try await bench.redeem(idToken: token) }
    }

    @Test func everyOneOfOurKeysOpens() async throws {
        let second = try JWK.generate(.p256, keyID: "e2", use: .encryption, algorithm: .ecdhES)
        let bench = try Bench { registration, keys in
            registration.idToken.encryption = .required(
                keyManagement: [.rsaOAEP256, .ecdhES],
                content: [.a128CBCHS256]
            )
            registration.decryptionKeys = [keys.ours, second]
        }
        let half = try #require(second.publicHalf)
        let sealer = try JWESealer(key: half, algorithm: .ecdhES, encryption: .a128CBCHS256)
        let signed = try bench.signed(bench.claims())
        _ = try await bench.redeem(idToken: try sealer.seal(signed.utf8))
        _ = try await bench.redeem(idToken: try bench.sealed(signed.utf8))
    }

    @Test func aDirectKeyIsRefusedUnlessRegistered() async throws {
        let key = try JWK(secret: SHA256.digest(StagedKeys.secret), algorithm: .dir)
        let token = try JWESealer(key: key, algorithm: .dir, encryption: .a256GCM)
            .seal(try bench.signed(bench.claims()).utf8)
        await expectRefusal(.untrusted, "cannot be decrypted") { try await bench.redeem(idToken: token) }

        let registered = try Bench { registration, _ in
            registration.idToken.encryption = .required(keyManagement: [.dir], content: [.a256GCM])
            registration.decryptionKeys = [key]
        }
        _ = try await registered.redeem(idToken: token)
    }

    @Test func aKeyThatRotatesBehindTheEncryptionIsFound() async throws {
        _ = try await bench.redeem(idToken: try bench.sealed(try bench.signed(bench.claims()).utf8))
        try bench.publish(bench.keys.later)
        let token = try bench.sealed(try bench.signed(bench.claims(), by: bench.keys.later).utf8)
        _ = try await bench.redeem(idToken: token)
        #expect(bench.upstream.requests(to: "/jwks").count == 2)
    }
}
