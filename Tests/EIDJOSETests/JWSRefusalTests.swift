import EIDJOSE
import EIDJSON
import Testing

/// Signed tokens: what passes, and one test for each thing that does not.
@Suite struct JWSRefusalTests {
    private let key = TestKeys.p256
    private var verifier: JWSVerifier { JWSVerifier(keys: [key], algorithms: [.es256]) }

    @Test(arguments: [
        TestKeys.p256, TestKeys.p384, TestKeys.ed25519, TestKeys.rsaSigning, TestKeys.rsa384, TestKeys.rsa512,
        TestKeys.rsaPSS, TestKeys.rsaPSS384, TestKeys.rsaPSS512, TestKeys.secret,
    ])
    func whatWasSignedVerifies(key: JWK) throws {
        let token = try JWSSigner(key: key).sign(Array("payload".utf8), type: "at+jwt", contentType: "x")
        let verified = try JWSVerifier(
            keys: [key.publicHalf ?? key],
            algorithms: Set(SignatureAlgorithm.allCases)
        ).verify(token)
        #expect(verified.payload == Array("payload".utf8))
        #expect(verified.header.keyID == key.keyID)
        #expect(verified.header.type == "at+jwt")
        #expect(verified.header.contentType == "x")
        #expect(verified.header.algorithm == key.algorithm?.signature)
    }

    @Test(arguments: [TestKeys.p384, TestKeys.rsa384, TestKeys.rsa512, TestKeys.rsaPSS384, TestKeys.rsaPSS512])
    func refusesAnotherAlgorithmThanTheKeys(key: JWK) throws {
        let verifier = JWSVerifier(keys: [key], algorithms: Set(SignatureAlgorithm.allCases))
        let token = try JWSSigner(key: key).sign(Array("{}".utf8))
        for algorithm in SignatureAlgorithm.allCases where algorithm != key.algorithm?.signature {
            let other = try Forge.header(of: token) { $0["alg"] = .string(algorithm.rawValue) }
            #expect(refusal { try verifier.verify(other) }?.code == .refused)
        }
        #expect(refusal { try verifier.verify(Forge.replacing(1, of: token, by: "e30K")) } == .failed)
    }

    @Test func refusesSignaturesOfAnotherLengthThanTheCurves() throws {
        let verifier = JWSVerifier(keys: [TestKeys.p384], algorithms: [.es384])
        let token = try JWSSigner(key: TestKeys.p384).sign(Array("{}".utf8))
        let signature = try #require(Base64URL.decode(token.split(separator: ".")[2]))
        #expect(signature.count == 96)
        for wrong in [[], Array(signature.prefix(64)), signature.dropLast(), signature + [0]] as [[UInt8]] {
            let other = Forge.replacing(2, of: token, by: Base64URL.encode(wrong))
            #expect(refusal { try verifier.verify(other) } == .failed)
        }
    }

    @Test func refusesAnotherKeysSignature() throws {
        let other = try JWK.generate(.p256, keyID: key.keyID, algorithm: .es256)
        let token = try JWSSigner(key: other).sign(Array("{}".utf8))
        #expect(refusal { try verifier.verify(token) } == .failed)
    }

    @Test func refusesChangedPayload() throws {
        let token = try JWSSigner(key: key).sign(Array("{}".utf8))
        #expect(refusal { try verifier.verify(Forge.replacing(1, of: token, by: "e30K")) } == .failed)
    }

    @Test(arguments: ["none", "None", "NONE", "nOnE", ""])
    func refusesNone(algorithm: String) throws {
        let header: JSON = ["alg": .string(algorithm), "kid": "ES256"]
        for signature in ["", "AA"] {
            let token = "\(Base64URL.encode(header.serialized())).e30.\(signature)"
            #expect(refusal { try verifier.verify(token) }?.code == .refused)
        }
        let nameless = "\(Base64URL.encode(JSON.object([("alg", .string(algorithm))]).serialized())).e30."
        #expect(refusal { try verifier.verify(nameless) }?.code == .refused)
    }

    @Test(
        arguments: [("crit", ["exp"]), ("crit", []), ("b64", false), ("b64", true), ("zip", "DEF")] as [(String, JSON)]
    )
    func refusesHeader(name: String, value: JSON) throws {
        let token = try Forge.signed(["alg": "ES256", "kid": "ES256", name: value], with: key)
        #expect(refusal { try verifier.verify(token) } == JOSEError(.refused, "the header has \(name)"))
    }

    @Test func refusesHeaderWithDuplicateNames() throws {
        let input = Base64URL.encode(#"{"alg":"ES256","alg":"ES256","kid":"ES256"}"#.utf8) + ".e30"
        let signature = try Base64URL.encode(JWSSigner(key: key).signature(over: input.utf8))
        #expect(refusal { try verifier.verify("\(input).\(signature)") }?.code == .malformed)
    }

    @Test(arguments: [["kid": 1], ["alg": 1], ["typ": 1], ["cty": []]] as [JSON])
    func refusesHeaderMembersOfWrongType(wrong: JSON) throws {
        var header: JSON = ["alg": "ES256", "kid": "ES256"]
        guard case .object(let members) = wrong else { return }
        for (name, value) in members { header[name] = value }
        #expect(refusal { try verifier.verify(Forge.signed(header, with: key)) }?.code == .malformed)
    }

    @Test func ignoresEmbeddedKeys() throws {
        let attacker = try JWK.generate(.p256, keyID: "ES256", algorithm: .es256)
        let embedded = try attacker.json()
        let header: JSON = [
            "alg": "ES256", "kid": "ES256", "jwk": embedded, "jku": "https://evil.example/jwks", "x5u": "https://evil",
            "x5c": ["AAAA"],
        ]
        #expect(refusal { try verifier.verify(Forge.signed(header, with: attacker)) } == .failed)
        _ = try verifier.verify(Forge.signed(header, with: key))
    }

    @Test func refusesUnknownKeyID() throws {
        let token = try Forge.signed(["alg": "ES256", "kid": "else"], with: key)
        #expect(refusal { try verifier.verify(token) }?.code == .unknownKey)
    }

    @Test func refusesKeyIDThatIsOnlyEquivalent() throws {
        let key = try JWK.generate(.p256, keyID: "\u{E9}", algorithm: .es256)
        let token = try Forge.signed(["alg": "ES256", "kid": "e\u{301}"], with: key)
        let verifier = JWSVerifier(keys: [key], algorithms: [.es256])
        #expect(refusal { try verifier.verify(token) }?.code == .unknownKey)
    }

    @Test func refusesMissingKeyIDWhenTwoKeysFit() throws {
        let second = try JWK.generate(.p256, keyID: "second", algorithm: .es256)
        let token = try Forge.signed(["alg": "ES256"], with: key)
        _ = try verifier.verify(token)
        _ = try JWSVerifier(keys: [key, TestKeys.ed25519], algorithms: [.es256, .edDSA]).verify(token)
        let two = JWSVerifier(keys: [key, second], algorithms: [.es256])
        #expect(refusal { try two.verify(token) }?.code == .refused)
    }

    @Test func refusesAlgorithmOutsideTheRegistration() throws {
        let token = try JWSSigner(key: key).sign(Array("{}".utf8))
        let verifier = JWSVerifier(keys: [key], algorithms: [.rs256])
        #expect(refusal { try verifier.verify(token) }?.code == .unsuitableKey)
    }

    @Test func refusesEncryptionKeys() throws {
        let plain = try JWK.generate(.p256, keyID: "k")
        let token = try JWSSigner(key: plain, algorithm: .es256).sign(Array("{}".utf8))
        _ = try JWSVerifier(keys: [plain], algorithms: [.es256]).verify(token)
        let forEncryption = try plain.with(use: .encryption)
        let verifier = JWSVerifier(keys: [forEncryption], algorithms: [.es256])
        #expect(refusal { try verifier.verify(token) }?.code == .unsuitableKey)
        #expect(refusal { try JWSSigner(key: forEncryption, algorithm: .es256) }?.code == .unsuitableKey)
    }

    @Test func refusesKeysWhoseOperationsLackVerify() throws {
        var json = try key.json()
        json["use"] = nil
        json["key_ops"] = ["encrypt"]
        let token = try JWSSigner(key: key).sign(Array("{}".utf8))
        let verifier = JWSVerifier(keys: [try JWK(parsing: parsed(json))], algorithms: [.es256])
        #expect(refusal { try verifier.verify(token) }?.code == .unsuitableKey)
    }

    @Test func refusesToSignWithAPublicKey() throws {
        let half = try #require(key.publicHalf)
        #expect(refusal { try JWSSigner(key: half) }?.code == .unsuitableKey)
    }

    @Test(arguments: [0, 32, 63, 65, 128])
    func refusesES256SignaturesOfOtherLengths(length: Int) throws {
        let token = try JWSSigner(key: key).sign(Array("{}".utf8))
        let forged = Forge.replacing(2, of: token, by: Base64URL.encode([UInt8](repeating: 1, count: length)))
        #expect(refusal { try verifier.verify(forged) } == .failed)
    }

    @Test(arguments: ["", ".", "..", "...", "a.b", "a.b.c.d", ".e30.", "e30.e30.e30", "\u{E9}.e30.AA"])
    func refusesWhatIsNoToken(token: String) {
        #expect(refusal { try verifier.verify(token) }?.code == .malformed)
    }

    @Test func refusesLongTokens() throws {
        let token = try JWSSigner(key: key).sign([UInt8](repeating: 0x20, count: 60_000))
        #expect(refusal { try verifier.verify(token) }?.code == .refused)
        _ = try JWSVerifier(keys: [key], algorithms: [.es256], maximumLength: 100_000).verify(token)
    }

    @Test func refusesManyDotsWithoutDecoding() {
        #expect(refusal { try verifier.verify(String(repeating: ".", count: 60_000)) }?.code == .malformed)
    }
}
