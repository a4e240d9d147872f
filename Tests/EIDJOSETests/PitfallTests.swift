import EIDJOSE
import EIDJSON
import Testing

/// The twelve pitfalls of this layer, one test each; most have more tests beside the code they concern.
@Suite struct PitfallTests {
    @Test("1: the algorithm comes from the key or from configuration, never from the token")
    func algorithmComesFromTheKey() throws {
        let plain = try TestKeys.rsaSigning.json()
        var unpinned = plain
        unpinned["alg"] = nil
        unpinned["use"] = nil
        let key = try JWK(parsing: parsed(unpinned))
        let token = try JWSSigner(key: TestKeys.rsaSigning).sign(Array("{}".utf8))
        _ = try JWSVerifier(keys: [key], algorithms: [.rs256, .es256]).verify(token)
        // Configuration says PS256, the token says RS256 and is a good RS256 token: refused.
        #expect(refusal { try JWSVerifier(keys: [key], algorithms: [.ps256]).verify(token) }?.code == .refused)
        // Two algorithms fit the key: it has none, whatever the token would like.
        let both = JWSVerifier(keys: [key], algorithms: [.rs256, .ps256])
        #expect(refusal { try both.verify(token) }?.code == .unsuitableKey)
    }

    @Test("2: no HS256 over a public key's bytes")
    func noKeyConfusion() throws {
        let half = try #require(TestKeys.rsaSigning.publicHalf)
        let forger = try JWK(secret: half.publicPEM().utf8, keyID: half.keyID, algorithm: .hs256)
        let token = try JWSSigner(key: forger).sign(Array("{}".utf8))
        let verifier = JWSVerifier(keys: [half], algorithms: Set(SignatureAlgorithm.allCases))
        #expect(refusal { try verifier.verify(token) }?.code == .refused)
        let direct = refusal { try JWSVerifier.verify([], over: [], key: half, algorithm: .hs256) }
        #expect(direct?.code == .unsuitableKey)
    }

    @Test("3: every cryptographic failure is the same error, and a failed unwrap goes on with a random key")
    func oneError() throws {
        let key = TestKeys.rsaOAEP
        let opener = JWEOpener(keys: [key], algorithms: [.rsaOAEP], encryptions: Set(ContentEncryption.allCases))
        let token = try JWESealer(key: key, encryption: .a128CBCHS256).seal(Array("content".utf8))
        let short = try KeyWrap.encryptRSA([1, 2, 3], to: key, .rsaOAEP)
        let forgeries = [
            Forge.replacing(1, of: token, by: Base64URL.encode([UInt8](repeating: 1, count: 256))),
            Forge.replacing(1, of: token, by: Base64URL.encode([UInt8](repeating: 0xFF, count: 256))),
            Forge.replacing(1, of: token, by: "AA"), Forge.replacing(1, of: token, by: ""),
            Forge.replacing(1, of: token, by: Base64URL.encode(short)), Forge.replacing(2, of: token, by: "AAAA"),
            Forge.replacing(3, of: token, by: ""), Forge.replacing(3, of: token, by: "AAAA"),
            Forge.replacing(4, of: token, by: ""), Forge.replacing(4, of: token, by: "AAAAAAAAAAAAAAAAAAAAAA"),
        ]
        for forgery in forgeries { #expect(refusal { try opener.open(forgery) } == .failed) }
        // A signature that OpenSSL answers with -1 rather than 0 is no different.
        let zeros = [UInt8](repeating: 0, count: 64)
        let malformed = refusal {
            try JWSVerifier.verify(zeros, over: [], key: TestKeys.p256, algorithm: .es256)
        }
        #expect(malformed == .failed)
    }

    @Test("4: OAEP's digest and MGF1 digest are set, and PSS salts have 32 bytes")
    func paddingParameters() throws {
        let key = try TestKeys.rsaOAEP.json(includingPrivate: true)
        func pinned(_ algorithm: KeyAlgorithm) throws -> JWK {
            var json = key
            json["alg"] = .string(algorithm.rawValue)
            return try JWK(parsing: parsed(json))
        }
        let sha1 = try KeyWrap.encryptRSA([1], to: pinned(.rsaOAEP), .rsaOAEP)
        #expect(try KeyWrap.decryptRSA(sha1, with: pinned(.rsaOAEP), .rsaOAEP).copy == [1])
        #expect(refusal { try KeyWrap.decryptRSA(sha1, with: pinned(.rsaOAEP256), .rsaOAEP256) } == .failed)
        // Salts of other lengths are in Wycheproof's PS256 group (SaltLenChanged) and must fail there.
        let groups = try VectorFile.wycheproof("json_web_signature").flatMap { try Vector.all(in: $0) }
        #expect(groups.count { $0.comment == "SaltLenChanged" && !$0.isValid } == 6)
    }

    @Test("5: GCM tags have 16 bytes and IVs 12; CBC-HMAC checks its tag before it decrypts", arguments: 0...16)
    func tagLengths(length: Int) throws {
        let key = try SecretBytes.random(32)
        let iv = [UInt8](repeating: 0, count: 12)
        let sealed = try ContentCipher.seal([1, 2, 3], .a256GCM, key: key, iv: iv, aad: [])
        func open(tag: Int, iv: Int) -> JOSEError? {
            refusal {
                try ContentCipher.open(
                    sealed.ciphertext,
                    tag: Array(sealed.tag.prefix(tag)),
                    .a256GCM,
                    key: key,
                    iv: [UInt8](repeating: 0, count: iv),
                    aad: []
                )
            }
        }
        #expect(open(tag: length, iv: 12) == (length == 16 ? nil : .failed))
        #expect(open(tag: 16, iv: length) == (length == 12 ? nil : .failed))
    }

    @Test("6: ES256 signatures are exactly 64 bytes; keys off the curve and weak RSA keys are refused")
    func keyAndSignatureShapes() throws {
        for length in [63, 65, 70, 72] {
            let signature = [UInt8](repeating: 0x11, count: length)
            let error = refusal {
                try JWSVerifier.verify(signature, over: [], key: TestKeys.p256, algorithm: .es256)
            }
            #expect(error == .failed)
        }
        // Signatures with leading zeros in r or s must survive the way through DER: 1 in 128 has one.
        let signer = try JWSSigner(key: TestKeys.p256)
        for round in 0..<600 {
            let message = Array("\(round)".utf8)
            let signature = try signer.signature(over: message)
            #expect(signature.count == 64)
            try JWSVerifier.verify(signature, over: message, key: TestKeys.p256, algorithm: .es256)
        }
    }

    @Test("7: names are compared as bytes")
    func bytesNotUnicode() throws {
        #expect("\u{E9}" == "e\u{301}")
        #expect(!"\u{E9}".sameBytes(as: "e\u{301}"))
        let keys = try [
            JWK.generate(.p256, keyID: "\u{E9}", algorithm: .es256),
            JWK.generate(.p256, keyID: "e\u{301}", algorithm: .es256),
        ]
        let set = try JWKSet(keys: keys)
        for key in keys {
            let name = try #require(key.keyID)
            #expect(set.key(id: name)?.thumbprint == key.thumbprint)
            _ = try JWSVerifier(keys: set, algorithms: [.es256]).verify(JWSSigner(key: key).sign([]))
        }
    }

    @Test(
        "8: base64url is strict",
        arguments: [
            "AA==", "AA=", "A A", " AA", "AA ", "AA\n", "A", "AAAAA", "AB", "AAB", "A+", "A/", "A.", "AA\u{0}", "ÄÄ",
        ]
    )
    func strictBase64URL(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test("9: one key signs, hashes and verifies many times, from many threads, without disturbing itself")
    func contextsAreNotShared() async throws {
        let signer = try JWSSigner(key: TestKeys.p256)
        let rsa = try JWSSigner(key: TestKeys.rsaSigning)
        let verifier = JWSVerifier(keys: [TestKeys.p256, TestKeys.rsaSigning], algorithms: [.es256, .rs256])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { () throws in
                    for round in 0..<20 {
                        let payload = Array("\(task) \(round)".utf8)
                        for token in [try signer.sign(payload), try rsa.sign(payload)] {
                            let verified = try verifier.verify(token)
                            #expect(verified.payload == payload)
                        }
                        #expect(SHA256.digest("abc").prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("10: an unknown kid is its own answer, and no other key is tried")
    func unknownKeyID() throws {
        let token = try Forge.signed(["alg": "ES256", "kid": "rolled"], with: TestKeys.p256)
        let verifier = JWSVerifier(keys: [TestKeys.p256], algorithms: [.es256])
        #expect(refusal { try verifier.verify(token) }?.code == .unknownKey)
        let empty = JWSVerifier(keys: [], algorithms: [.es256])
        #expect(refusal { try empty.verify(token) }?.code == .unknownKey)
    }

    @Test("11: Wycheproof's mislabelled PS256 tokens are PS384 tokens")
    func mislabelledVectors() throws {
        let tests = try VectorFile.wycheproof("json_web_signature").flatMap { try Vector.all(in: $0) }
        func token(_ id: Int) throws -> String {
            try #require(tests.first { $0.id == id }).json.requireString("jws")
        }
        for id in [346, 350] {
            let header = try #require(Base64URL.decode(token(id).prefix { $0 != "." }))
            #expect(try JSONValue.parse(header)["alg"]?.string == "PS384")
        }
        for id in [367, 370] { #expect(try token(id) == token(357)) }
    }

    @Test("12: the shim compiles OpenSSL without deprecated functions")
    func noDeprecatedFunctions() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let shim = try #require(text(ofFile: "\(root)/Sources/COpenSSL/shim.h"))
        let define = try #require(shim.firstRange(of: "#define OPENSSL_NO_DEPRECATED"))
        let include = try #require(shim.firstRange(of: "#include <openssl/"))
        #expect(define.lowerBound < include.lowerBound)
    }
}
