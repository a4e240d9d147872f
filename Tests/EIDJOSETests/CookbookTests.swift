import EIDJOSE
import EIDJSON
import Testing

/// The examples of RFC 7520 (and of the Curve25519 drafts) in the compact form.
@Suite struct CookbookTests {
    @Test(arguments: [
        ("jws/4_1.rsa_v15_signature", true), ("jws/4_2.rsa-pss_signature", true), ("jws/4_3.ecdsa_signature", false),
        ("jws/4_4.hmac-sha2_integrity_protection", true), ("curve25519/jws", true),
    ])
    func signature(name: String, isOurs: Bool) throws {
        let example = try VectorFile.cookbook(name)
        let token = try example.requireObject("output").requireString("compact")
        let input = try example.requireObject("input")
        // 4.3 is ES512 on P-521, which is outside our algorithms.
        guard isOurs else {
            #expect(throws: JOSEError.self) { try verify(token, input) }
            return
        }
        let payload = try Array(input.requireString("payload").utf8)
        #expect(try verify(token, input).payload == payload)
        guard let algorithm = SignatureAlgorithm(rawValue: try input.requireString("alg")) else { return }
        // A PSS signature has a salt of its own each time.
        guard algorithm != .ps384 else { return }
        // RFC 7515 leaves the order of a header's members open, so what must agree is the bare signature.
        let signed = try example.requireObject("signing").requireString("sig-input")
        let signature = try example.requireObject("signing").requireString("sig")
        let signer = try JWSSigner(key: JWK(parsing: input.require("key")), algorithm: algorithm)
        #expect(try Base64URL.encode(signer.signature(over: signed.utf8)) == signature)
    }

    private func verify(_ token: String, _ input: JSONValue) throws -> VerifiedJWS {
        let algorithms = SignatureAlgorithm(rawValue: try input.requireString("alg")).map { [$0] }
        let key = try JWK(parsing: input.require("key"))
        return try JWSVerifier(keys: [key], algorithms: Set(algorithms ?? SignatureAlgorithm.allCases)).verify(token)
    }

    @Test(arguments: [
        "jwe/5_2.key_encryption_using_rsa-oaep_with_aes-gcm",
        "jwe/5_5.key_agreement_using_ecdh-es_with_aes-cbc-hmac-sha2", "jwe/5_6.direct_encryption_using_aes-gcm",
        "curve25519/ecdh-es",
    ])
    func encryption(name: String) throws {
        let example = try VectorFile.cookbook(name)
        let input = try example.requireObject("input")
        var key = JSON(try input.require("key"))
        // 5.6 pins its key to the content encryption, which is no key algorithm; the registration says `dir` instead.
        if key["alg"]?.string == "A128GCM" { key["alg"] = "dir" }
        let opened = try open(example, key)
        #expect(opened.plaintext == Array(try input.requireString("plaintext").utf8))
    }

    @Test(
        "refuses RSA1_5, PBES2, P-384, key wrap by a shared key and compression",
        arguments: [
            "jwe/5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2",
            "jwe/5_4.key_agreement_with_key_wrapping_using_ecdh-es_and_aes-keywrap_with_aes-gcm",
            "jwe/5_7.key_wrap_using_aes-gcm_keywrap_with_aes-cbc-hmac-sha2",
            "jwe/5_8.key_wrap_using_aes-keywrap_with_aes-gcm", "jwe/5_9.compressed_content",
        ]
    )
    func refused(name: String) throws {
        let example = try VectorFile.cookbook(name)
        let key = JSON(try example.requireObject("input").require("key"))
        #expect(throws: JOSEError.self) { try open(example, key) }
    }

    private func open(_ example: JSONValue, _ key: JSON) throws -> OpenedJWE {
        // One algorithm for each type of key, as a registration gives it.
        let opener = JWEOpener(
            keys: [try JWK(parsing: parsed(key))],
            algorithms: [.rsaOAEP, .ecdhES, .dir],
            encryptions: Set(ContentEncryption.allCases)
        )
        return try opener.open(example.requireObject("output").requireString("compact"))
    }

    @Test func refusesPBES2() throws {
        let example = try VectorFile.cookbook(
            "jwe/5_3.key_wrap_using_pbes2-aes-keywrap_with-aes-cbc-hmac-sha2"
        )
        let token = try example.requireObject("output").requireString("compact")
        let key = try JWK(secret: [UInt8](repeating: 1, count: 32))
        let opener = JWEOpener(keys: [key], algorithms: [.dir], encryptions: Set(ContentEncryption.allCases))
        #expect(throws: JOSEError(.refused, "the header has p2s")) { try opener.open(token) }
    }

    @Test func refusesUnencodedPayload() throws {
        let example = try VectorFile.cookbook("rfc7797/hmac-sha2_b64_false")
        let key = try JWK(parsing: example.requireObject("input").require("key"))
        let token = try example.requireObject("output").requireString("compact")
        #expect(throws: JOSEError.self) { try JWSVerifier(keys: [key], algorithms: [.hs256]).verify(token) }
    }

    @Test func nested() throws {
        // The example signs with PS256 and encrypts with RSA-OAEP.
        let example = try VectorFile.cookbook("6.nesting_signatures_and_encryption")
        let signing = try example.requireObject("sign")
        let encrypting = try example.requireObject("encrypt")
        let verifier = JWSVerifier(
            keys: [try JWK(parsing: signing.requireObject("input").require("key"))],
            algorithms: [.ps256]
        )
        let opener = JWEOpener(
            keys: [try JWK(parsing: encrypting.requireObject("input").require("key"))],
            algorithms: [.rsaOAEP],
            encryptions: [.a128GCM]
        )
        let token = try encrypting.requireObject("output").requireString("compact")
        let nested = try NestedToken.opened(token, opener: opener, verifier: verifier)
        #expect(nested.inner.payload == Array(try signing.requireObject("input").requireString("payload").utf8))
    }

    @Test func keys() throws {
        let rsa = try JWK(parsing: VectorFile.cookbook("jwk/3_4.rsa_private_key"))
        #expect(rsa.isPrivate && rsa.type == .rsa && rsa.keyID == "bilbo.baggins@hobbiton.example")
        let half = try JWK(parsing: VectorFile.cookbook("jwk/3_3.rsa_public_key"))
        #expect(rsa.thumbprint == half.thumbprint)
        #expect(try rsa.json() == half.json())
        #expect(try JWK(parsing: VectorFile.cookbook("jwk/3_5.symmetric_key_mac_computation")).algorithm == .hs256)
        // P-521 twice, and a key whose alg is a content encryption.
        for name in ["3_1.ec_public_key", "3_2.ec_private_key", "3_6.symmetric_key_encryption"] {
            #expect(throws: JOSEError.self) { try JWK(parsing: VectorFile.cookbook("jwk/\(name)")) }
        }
    }
}
