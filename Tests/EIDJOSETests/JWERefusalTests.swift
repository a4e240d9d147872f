import EIDJOSE
import EIDJSON
import Testing

/// Encrypted tokens: what opens, and one test for each thing that does not.
@Suite struct JWERefusalTests {
    private static let keys = [
        TestKeys.rsaOAEP, TestKeys.rsaOAEP256, TestKeys.ecdh, TestKeys.ecdhWrapped, TestKeys.ecdhWrapped256,
        TestKeys.x25519,
    ]

    private func opener(_ key: JWK, _ encryptions: Set<ContentEncryption> = Set(ContentEncryption.allCases))
        -> JWEOpener
    {
        JWEOpener(keys: [key], algorithms: Set(KeyManagementAlgorithm.allCases), encryptions: encryptions)
    }

    private func sealed(_ key: JWK, _ encryption: ContentEncryption = .a256GCM) throws -> String {
        try JWESealer(key: key.publicHalf ?? key, encryption: encryption)
            .seal(Array("content".utf8), contentType: "JWT", type: "x")
    }

    @Test(arguments: keys, ContentEncryption.allCases)
    func whatWasSealedOpens(key: JWK, encryption: ContentEncryption) throws {
        let opened = try opener(key).open(sealed(key, encryption))
        #expect(opened.plaintext == Array("content".utf8))
        #expect(opened.header.encryption == encryption)
        #expect(opened.header.contentType == "JWT")
        #expect(opened.header.keyID == key.keyID)
    }

    @Test(arguments: ContentEncryption.allCases)
    func directKeysOpen(encryption: ContentEncryption) throws {
        let key = try JWK(secret: SecureRandom.bytes(encryption.keyLength), keyID: "k", algorithm: .dir)
        #expect(try opener(key).open(sealed(key, encryption)).plaintext == Array("content".utf8))
        let short = try JWK(secret: SecureRandom.bytes(encryption.keyLength / 2 + 16), algorithm: .dir)
        guard encryption.keyLength != encryption.keyLength / 2 + 16 else { return }
        #expect(refusal { try sealed(short, encryption) }?.code == .unsuitableKey)
    }

    @Test(arguments: keys, 1..<5)
    func refusesAnyChangedPart(key: JWK, part: Int) throws {
        let token = try sealed(key, .a128CBCHS256)
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        // Where the key is agreed on there is no encrypted key, and there must be none.
        let isAbsent = parts[part].isEmpty
        let start = isAbsent ? "AAAA" : parts[part].first == "A" ? "B" : "A"
        let changed = Forge.replacing(part, of: token, by: start + parts[part].dropFirst())
        let found = refusal { try opener(key).open(changed) }
        #expect(isAbsent ? found != nil : found == .failed)
    }

    @Test func refusesAChangedHeader() throws {
        let token = try Forge.header(of: sealed(TestKeys.rsaOAEP)) { $0["typ"] = "y" }
        #expect(refusal { try opener(TestKeys.rsaOAEP).open(token) } == .failed)
    }

    @Test(arguments: ["RSA1_5", "PBES2-HS256+A128KW", "A128KW", "A256GCMKW", "dir", "none", "RSA-OAEP-256"])
    func refusesAnotherAlgorithmThanTheKeys(algorithm: String) throws {
        let token = try Forge.header(of: sealed(TestKeys.rsaOAEP)) { $0["alg"] = .string(algorithm) }
        #expect(refusal { try opener(TestKeys.rsaOAEP).open(token) }?.code == .refused)
    }

    @Test(arguments: ["crit", "b64", "zip", "p2c", "p2s"])
    func refusesHeader(name: String) throws {
        let token = try Forge.header(of: sealed(TestKeys.ecdh)) { $0[name] = "DEF" }
        #expect(refusal { try opener(TestKeys.ecdh).open(token) } == JOSEError(.refused, "the header has \(name)"))
    }

    @Test func refusesContentEncryptionOutsideTheRegistration() throws {
        let token = try sealed(TestKeys.ecdh, .a128GCM)
        #expect(refusal { try opener(TestKeys.ecdh, [.a256GCM]).open(token) }?.code == .refused)
        let unknown = try Forge.header(of: token) { $0["enc"] = "A192GCM" }
        #expect(refusal { try opener(TestKeys.ecdh).open(unknown) }?.code == .refused)
    }

    @Test func refusesEncryptedKeyWhereNoneBelongs() throws {
        let token = Forge.replacing(1, of: try sealed(TestKeys.ecdh), by: "AAAA")
        #expect(refusal { try opener(TestKeys.ecdh).open(token) }?.code == .malformed)
    }

    @Test func refusesEphemeralKeyOffTheCurve() throws {
        let token = try Forge.header(of: sealed(TestKeys.ecdh)) { header in
            header["epk"]?["y"] = .string(Base64URL.encode([UInt8](repeating: 7, count: 32)))
        }
        #expect(refusal { try opener(TestKeys.ecdh).open(token) }?.code == .malformed)
    }

    @Test func refusesEphemeralKeyOfOrderOne() throws {
        let token = try Forge.header(of: sealed(TestKeys.x25519)) { header in
            header["epk"]?["x"] = .string(Base64URL.encode([UInt8](repeating: 0, count: 32)))
        }
        #expect(refusal { try opener(TestKeys.x25519).open(token) } == .failed)
    }

    @Test(arguments: [JSON.null, "x", [:], ["kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"], ["kty": "OKP"]])
    func refusesEphemeralKeysOfOtherKinds(epk: JSON) throws {
        let token = try Forge.header(of: sealed(TestKeys.ecdh)) { $0["epk"] = epk }
        #expect(refusal { try opener(TestKeys.ecdh).open(token) }?.code == .malformed)
    }

    @Test func refusesUnknownKeyID() throws {
        let token = try Forge.header(of: sealed(TestKeys.ecdh)) { $0["kid"] = "else" }
        #expect(refusal { try opener(TestKeys.ecdh).open(token) }?.code == .unknownKey)
    }

    @Test func refusesToOpenWithAPublicKey() throws {
        let half = try #require(TestKeys.ecdh.publicHalf)
        #expect(refusal { try opener(half).open(sealed(half)) }?.code == .unsuitableKey)
    }

    @Test func refusesSigningKeys() throws {
        let key = try JWK.generate(.p256, keyID: "k", use: .signature)
        #expect(refusal { try JWESealer(key: key, algorithm: .ecdhES, encryption: .a128GCM) }?.code == .unsuitableKey)
    }

    @Test func nestedTokensGoThereAndBack() throws {
        let signer = try JWSSigner(key: TestKeys.p256)
        let verifier = JWSVerifier(keys: [TestKeys.p256], algorithms: [.es256])
        let sealer = try JWESealer(key: TestKeys.ecdhWrapped, encryption: .a128CBCHS256)
        let token = try NestedToken.sealed(Array("{}".utf8), signer: signer, sealer: sealer)
        let nested = try NestedToken.opened(token, opener: opener(TestKeys.ecdhWrapped), verifier: verifier)
        #expect(nested.inner.payload == Array("{}".utf8))
        #expect(nested.outer.header.contentType == "JWT")
    }

    @Test("refuses an encrypted token without a signed one inside, whatever cty says")
    func refusesUnsignedContent() throws {
        let verifier = JWSVerifier(keys: [TestKeys.p256], algorithms: [.es256])
        let sealer = try JWESealer(key: TestKeys.ecdh, encryption: .a128GCM)
        for content in [Array("{}".utf8), [0xFF, 0xFE], Array("e30.e30.".utf8), Array(try sealed(TestKeys.ecdh).utf8)] {
            let token = try sealer.seal(content, contentType: "JWT")
            let error = refusal { try NestedToken.opened(token, opener: opener(TestKeys.ecdh), verifier: verifier) }
            #expect(error?.code == .malformed)
        }
    }
}
