import EIDJOSE
import EIDJSON
import Testing

/// Keys in and out, and what is refused as a key.
@Suite struct JWKTests {
    private static let all = [
        TestKeys.p256, TestKeys.ed25519, TestKeys.rsaSigning, TestKeys.x25519, TestKeys.ecdh, TestKeys.rsaOAEP,
    ]

    @Test(arguments: all + [TestKeys.secret])
    func survivesJSON(key: JWK) throws {
        let json = try key.json(includingPrivate: true)
        let read = try JWK(parsing: parsed(json))
        #expect(try read.json(includingPrivate: true) == json)
        #expect(read.isPrivate)
        #expect(read.thumbprint == key.thumbprint)
    }

    @Test(arguments: all)
    func survivesPEM(key: JWK) throws {
        let read = try JWK(pem: key.privatePEM(), keyID: key.keyID, use: key.use, algorithm: key.algorithm)
        #expect(try read.json(includingPrivate: true) == key.json(includingPrivate: true))
        let half = try JWK(pem: key.publicPEM())
        #expect(!half.isPrivate)
        #expect(half.keyID == key.thumbprint)
        #expect(refusal { try half.privatePEM() }?.code == .unsuitableKey)
    }

    @Test(arguments: all)
    func publishesNothingPrivate(key: JWK) throws {
        let half = try #require(key.publicHalf)
        #expect(!half.isPrivate)
        for json in [try key.json(), try half.json(includingPrivate: true)] {
            for name in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(json[name] == nil) }
        }
        #expect(try TestKeys.secret.json()["k"] == nil)
        #expect(TestKeys.secret.publicHalf == nil)
    }

    @Test("the thumbprint of RFC 7638 §3.1")
    func thumbprint() throws {
        let key = try JWK(
            parsing: JSONValue.parse(
                """
                {"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29","n":\
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCi\
                FV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb\
                9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls\
                1jF44-csFCur-kEgU8awapJzKnqDKgw"}
                """
            )
        )
        #expect(key.thumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    private func changed(_ key: JWK, private includingPrivate: Bool = false, _ change: (inout JSON) -> Void)
        -> JOSEError?
    {
        refusal {
            var json = try key.json(includingPrivate: includingPrivate)
            change(&json)
            return try JWK(parsing: parsed(json))
        }
    }

    private func text(_ bytes: [UInt8]) -> JSON { .string(Base64URL.encode(bytes)) }

    @Test func refusesPointsOffTheCurve() {
        #expect(changed(TestKeys.p256) { $0["y"] = text([UInt8](repeating: 1, count: 32)) }?.code == .unsuitableKey)
    }

    @Test func refusesThePointAtInfinity() {
        let zeros = text([UInt8](repeating: 0, count: 32))
        #expect(
            changed(TestKeys.p256) {
                $0["x"] = zeros
                $0["y"] = zeros
            }?.code == .unsuitableKey
        )
        #expect(
            changed(TestKeys.p256) {
                $0["x"] = ""
                $0["y"] = ""
            }?.code == .malformed
        )
    }

    /// A Kelvin sign is a K to Swift, and to no specification.
    @Test func refusesAWordThatOnlyReadsLikeOne() {
        #expect(changed(TestKeys.ed25519) { $0["kty"] = "O\u{212A}P" }?.code == .malformed)
        #expect(changed(TestKeys.ecdh) { $0["alg"] = "ECDH-ES+A128\u{212A}W" }?.code == .malformed)
    }

    @Test func refusesCoordinatesOfOtherLengths() {
        #expect(changed(TestKeys.p256) { $0["x"] = text([UInt8](repeating: 1, count: 31)) }?.code == .malformed)
        #expect(changed(TestKeys.p256) { $0["x"] = text([UInt8](repeating: 0, count: 33)) }?.code == .malformed)
    }

    @Test(arguments: all)
    func refusesPrivatePartsOfAnotherKey(key: JWK) throws {
        let kind: JWK.Kind =
            switch key.type {
            case .rsa: .rsa()
            case .p256: .p256
            case .ed25519: .ed25519
            default: .x25519
            }
        let other = try JWK.generate(kind).json(includingPrivate: true)
        #expect(changed(key, private: true) { $0["d"] = other["d"] }?.code == .unsuitableKey)
    }

    @Test(arguments: ["p", "q", "dp", "dq", "qi"])
    func refusesRSAWithoutAPart(name: String) {
        #expect(changed(TestKeys.rsaSigning, private: true) { $0[name] = nil }?.code == .malformed)
    }

    @Test(arguments: [[1], [3], [1, 0, 0], [1, 0, 0, 0, 1, 0, 1]] as [[UInt8]])
    func refusesRSAExponents(exponent: [UInt8]) {
        #expect(changed(TestKeys.rsaSigning) { $0["e"] = text(exponent) }?.code == .unsuitableKey)
    }

    @Test(arguments: [127, 128, 255, 513, 2048])
    func refusesRSASizes(count: Int) {
        let modulus = [0x7F] + [UInt8](repeating: 0xFF, count: count - 1)
        #expect(changed(TestKeys.rsaSigning) { $0["n"] = text(modulus) }?.code == .unsuitableKey)
    }

    @Test func refusesAnEvenModulus() {
        let modulus = [UInt8](repeating: 0xFF, count: 255) + [0xFE]
        #expect(changed(TestKeys.rsaSigning) { $0["n"] = text(modulus) }?.detail.contains("is even") == true)
    }

    @Test(arguments: [3, 167, 173, 751])
    func refusesAModulusWithASmallFactor(prime: Int) throws {
        let modulus = try #require(Base64URL.decode(TestKeys.rsaSigning.json()["n"]?.string ?? ""))
        var product: [UInt8] = []
        var carry = 0
        for byte in modulus.reversed() {
            carry += Int(byte) * prime
            product.insert(UInt8(carry & 0xFF), at: 0)
            carry >>= 8
        }
        product = [UInt8(carry >> 8), UInt8(carry & 0xFF)].drop { $0 == 0 } + product
        let refused = changed(TestKeys.rsaSigning) { $0["n"] = text(product) }
        #expect(refused?.detail.contains("is a multiple of \(prime)") == true)
    }

    @Test func refusesNumbersWithLeadingZeros() throws {
        let json = try TestKeys.rsaSigning.json()
        let modulus = try #require(Base64URL.decode(json["n"]?.string ?? ""))
        #expect(changed(TestKeys.rsaSigning) { $0["n"] = text([0] + modulus) }?.code == .malformed)
    }

    @Test("refuses moduli of the chip library behind CVE-2017-15361")
    func refusesROCA() throws {
        let group = try VectorFile.wycheproof("json_web_key").first { $0["comment"]?.string == "jws_rsa_roca_key" }
        let key = try #require(group?["public"]?["keys"]?[index: 0])
        #expect(refusal { try JWK(parsing: key) }?.detail.contains("CVE-2017-15361") == true)
    }

    @Test func refusesShortSecrets() throws {
        #expect(
            refusal { try JWK(secret: [UInt8](repeating: 1, count: 31), algorithm: .hs256) }?.code == .unsuitableKey
        )
        #expect(refusal { try JWK(secret: []) }?.code == .unsuitableKey)
        let short = try JWK(secret: [UInt8](repeating: 1, count: 31))
        #expect(refusal { try JWSSigner(key: short, algorithm: .hs256) }?.code == .unsuitableKey)
        #expect(
            refusal { try JWSVerifier.verify([], over: [], key: short, algorithm: .hs256) }?.code == .unsuitableKey
        )
    }

    @Test func refusesAlgorithmsThatContradictTheKey() {
        #expect(changed(TestKeys.p256) { $0["alg"] = "RS256" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p256) { $0["use"] = "enc" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p256) { $0["alg"] = "ES512" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p256) { $0["crv"] = "P-521" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p256) { $0["crv"] = "P-384" }?.code == .malformed)
        #expect(changed(TestKeys.p384) { $0["crv"] = "P-256" }?.code == .malformed)
        #expect(changed(TestKeys.p384) { $0["alg"] = "ES256" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p384) { $0["alg"] = "ECDH-ES" }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p384) { $0["x"] = $0["y"] }?.code == .unsuitableKey)
        #expect(changed(TestKeys.p256) { $0["kty"] = "RSA" }?.code == .malformed)
    }

    @Test("refuses a PEM under a passphrase, without asking for it")
    func refusesPassphrases() {
        let pem = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHeMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhQ0u1aWrVY9wICCAAw
            HQYJYIZIAWUDBAEqBBB1mTQbCkYyoHZuN5gMvNdgBIGQ
            -----END ENCRYPTED PRIVATE KEY-----
            """
        #expect(refusal { try JWK(pem: pem) }?.code == .unsuitableKey)
        #expect(refusal { try JWK(pem: "") }?.code == .unsuitableKey)
        #expect(refusal { try JWK(pem: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----") } != nil)
    }
}

/// Sets of keys.
@Suite struct JWKSetTests {
    private func set(_ keys: [JSON], from source: JWKSet.Source = .publicOnly) throws -> JWKSet {
        try JWKSet(parsing: parsed(["keys": .array(keys)]), from: source)
    }

    @Test func skipsKeysOfOtherKindsAndCountsThem() throws {
        let set = try set([
            TestKeys.p256.json(), ["kty": "EC", "crv": "P-521", "kid": "a"], ["kty": "AKP"],
            ["kty": "RSA", "alg": "RS512", "n": "AQAB", "e": "AQAB"], 1,
        ])
        #expect(set.keys.count == 1)
        #expect(set.skipped.count == 4)
        #expect(set.key(id: "ES256", use: .signature) != nil)
        #expect(set.key(id: "ES256", use: .encryption) == nil)
        #expect(set.key(id: "es256") == nil)
    }

    @Test func refusesRepeatedNames() throws {
        let key = try TestKeys.p256.json()
        #expect(refusal { try set([key, key]) }?.code == .refused)
        #expect(refusal { try JWKSet(keys: [TestKeys.p256, TestKeys.p256]) }?.code == .refused)
    }

    /// RFC 7517 §4.5.
    @Test func keysOfDifferentTypesMayShareAName() throws {
        let keys = try [
            JWK.generate(.p256, keyID: "one", algorithm: .es256), JWK.generate(.rsa(), keyID: "one", algorithm: .rs256),
        ]
        let set = try set(keys.map { try $0.json() })
        #expect(set.keys.count == 2)
        let verifier = JWSVerifier(keys: set, algorithms: [.es256, .rs256])
        let stranger = try JWK.generate(.rsa(), keyID: "one", algorithm: .rs256)
        for key in keys { #expect(try verifier.verify(JWSSigner(key: key).sign([])).key.type == key.type) }
        #expect(refusal { try verifier.verify(JWSSigner(key: stranger).sign([])) } == .failed)
        // What we publish ourselves has unique names.
        #expect(refusal { try JWKSet(keys: keys) }?.code == .refused)
    }

    @Test func keysOfDifferentUseMayShareAName() throws {
        let signing = try JWK.generate(.rsa(), keyID: "one", use: .signature)
        let encryption = try JWK.generate(.rsa(), keyID: "one", use: .encryption)
        let set = try set([encryption.json(), signing.json()])
        let verifier = JWSVerifier(keys: set, algorithms: [.rs256])
        #expect(try verifier.verify(JWSSigner(key: signing, algorithm: .rs256).sign([])).key.use == .signature)
        #expect(set.key(id: "one", use: .encryption)?.thumbprint == encryption.thumbprint)
    }

    @Test func refusesOneNameForKeysOfOneTypeAndUse() throws {
        let (first, second) = (try JWK.generate(.p256, keyID: "one"), try JWK.generate(.p384, keyID: "one"))
        #expect(refusal { try set([first.json(), second.json()]) }?.code == .refused)
        let unreadable: JSON = ["kty": "EC", "crv": "P-521", "kid": "one"]
        #expect(refusal { try set([first.json(), unreadable]) }?.code == .refused)
    }

    @Test func refusesATokenThatNamesTwoKeysOfItsAlgorithm() throws {
        let first = try JWK.generate(.rsa(), keyID: "one")
        let second = try JWK.generate(.rsa(), keyID: "one", use: .signature)
        let verifier = JWSVerifier(keys: try set([first.json(), second.json()]), algorithms: [.rs256])
        let error = refusal { try verifier.verify(JWSSigner(key: second, algorithm: .rs256).sign([])) }
        #expect(error?.code == .refused)
    }

    @Test func refusesPublishedSecrets() throws {
        let shared = try TestKeys.secret.json(includingPrivate: true)
        #expect(refusal { try set([shared]) }?.code == .refused)
        #expect(refusal { try set([TestKeys.p256.json(includingPrivate: true)]) }?.code == .refused)
        #expect(try set([shared], from: .anyKeys).keys.count == 1)
    }

    @Test(arguments: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
    func refusesAnyPartOfAPublishedSecret(name: String) throws {
        var key = try TestKeys.p256.json()
        key[name] = "AQAB"
        #expect(refusal { try set([key]) }?.code == .refused)
    }

    @Test func refusesSecretsBesidePublicKeys() {
        #expect(refusal { try JWKSet(keys: [TestKeys.secret, TestKeys.p256]) }?.code == .refused)
    }

    @Test(arguments: [[:], ["keys": 1], ["keys": [:]]] as [JSON])
    func refusesWhatIsNoSet(json: JSON) {
        #expect(refusal { try JWKSet(parsing: parsed(json)) }?.code == .malformed)
    }

    @Test func refusesMoreKeysThanAnyonePublishes() throws {
        func set(_ count: Int) throws -> JSONValue {
            var key = try TestKeys.p256.json()
            let keys = (0..<count).map { number in
                key["kid"] = .string("k\(number)")
                return key
            }
            return try JSONValue.parse((["keys": .array(keys)] as JSON).text)
        }
        #expect(try JWKSet(parsing: set(100)).keys.count == 100)
        #expect(refusal { try JWKSet(parsing: set(101)) }?.code == .refused)
    }

    @Test func publishesPublicPartsOnly() throws {
        let text = try JWKSet(keys: [TestKeys.p256, TestKeys.rsaOAEP]).json().text
        #expect(!text.contains("\"d\""))
        #expect(try JWKSet(parsing: JSONValue.parse(text)).keys.count == 2)
        #expect(try JWKSet(keys: [TestKeys.secret]).json().text == #"{"keys":[]}"#)
    }
}
