import EIDJOSE
import EIDJSON
import Testing

/// Wycheproof's primitives, each file run completely except for sizes that no token of ours uses.
@Suite struct WycheproofPrimitiveTests {
    @Test(arguments: [("a128cbc_hs256", ContentEncryption.a128CBCHS256), ("a256cbc_hs512", .a256CBCHS512)])
    func cbcHMAC(file: String, encryption: ContentEncryption) throws {
        let tally = try aead(file) { _ in encryption }
        #expect(tally.ran == 94)
    }

    @Test func gcm() throws {
        let tally = try aead("aes_gcm") { group in
            guard group["ivSize"]?.integer == 96, group["tagSize"]?.integer == 128 else { return nil }
            return switch group["keySize"]?.integer {
            case 128: .a128GCM
            case 256: .a256GCM
            default: nil
            }
        }
        #expect(tally.ran == 133)
        #expect(tally.skipped.values.reduce(0, +) + tally.ran == 316)
    }

    private func aead(_ file: String, _ encryption: (JSONValue) -> ContentEncryption?) throws -> Tally {
        var tally = Tally()
        for group in try VectorFile.wycheproof(file) {
            let tests = try Vector.all(in: group)
            guard let encryption = encryption(group) else {
                tally.skipped["other sizes", default: 0] += tests.count
                continue
            }
            for test in tests {
                let key = SecretBytes(try test.hex("key"))
                let iv = try test.hex("iv")
                let aad = try test.hex("aad")
                let opened = try? ContentCipher.open(
                    test.hex("ct"),
                    tag: test.hex("tag"),
                    encryption,
                    key: key,
                    iv: iv,
                    aad: aad
                )
                count(opened != nil, test, &tally, file)
                guard test.isValid else { continue }
                #expect(opened == (try test.hex("msg")))
                let sealed = try ContentCipher.seal(test.hex("msg"), encryption, key: key, iv: iv, aad: aad)
                #expect(sealed.ciphertext == (try test.hex("ct")))
                #expect(sealed.tag == (try test.hex("tag")))
            }
        }
        return tally
    }

    private func count(_ accepted: Bool, _ test: Vector, _ tally: inout Tally, _ file: String) {
        if accepted { tally.accepted += 1 } else { tally.refused += 1 }
        #expect(accepted == test.isValid, "\(file) \(test.id) \(test.comment)")
    }

    @Test func keyWrap() throws {
        var tally = Tally()
        for group in try VectorFile.wycheproof("aes_wrap") {
            let tests = try Vector.all(in: group)
            guard try group.requireInteger("keySize") != 192 else {
                tally.skipped["192 bits", default: 0] += tests.count
                continue
            }
            for test in tests {
                let key = SecretBytes(try test.hex("key"))
                let message = try? KeyWrap.unwrap(test.hex("ct"), with: key)
                count(message != nil, test, &tally, "aes_wrap")
                guard test.isValid else { continue }
                #expect(message?.copy == (try test.hex("msg")))
                #expect(try KeyWrap.wrap(SecretBytes(test.hex("msg")), with: key) == test.hex("ct"))
            }
        }
        #expect(tally.ran == 110)
        #expect(tally.ran + tally.skipped.values.reduce(0, +) == 165)
    }

    @Test func ecdh() throws {
        var tally = Tally()
        for group in try VectorFile.wycheproof("ecdh_secp256r1_webcrypto") {
            for test in try Vector.all(in: group) {
                let header = try parsed(["epk": JSON(test.json.require("public"))])
                let secret = try? KeyAgreement.sharedSecret(JWK(parsing: test.json.require("private")), header: header)
                count(secret != nil, test, &tally, "ecdh")
                if test.isValid { #expect(secret?.copy == (try test.hex("shared"))) }
            }
        }
        #expect(tally.ran == 353)
    }

    @Test(
        arguments: [
            ("rsa_oaep_2048_sha1_mgf1sha1", KeyManagementAlgorithm.rsaOAEP, 36),
            ("rsa_oaep_2048_sha256_mgf1sha256", .rsaOAEP256, 37),
        ])
    func oaep(file: String, algorithm: KeyManagementAlgorithm, total: Int) throws {
        var tally = Tally()
        var refusals: Set<JOSEError> = []
        for group in try VectorFile.wycheproof(file) {
            let key = try JWK(parsing: group.require("privateKeyJwk"))
            for test in try Vector.all(in: group) {
                // Tokens have no labels.
                guard try test.hex("label").isEmpty else {
                    tally.skipped["label", default: 0] += 1
                    continue
                }
                do throws(JOSEError) {
                    let message = try KeyWrap.decryptRSA((try? test.hex("ct")) ?? [], with: key, algorithm)
                    count(true, test, &tally, file)
                    #expect(message.copy == (try? test.hex("msg")))
                } catch {
                    count(false, test, &tally, file)
                    refusals.insert(error)
                }
            }
        }
        #expect(tally.ran + tally.skipped.values.reduce(0, +) == total)
        #expect(tally.ran >= 29)
        #expect(refusals == [.failed])
    }

    @Test(
        arguments: [
            ("ecdsa_secp256r1_sha256_p1363", "publicKeyJwk", SignatureAlgorithm.es256, 262, 262),
            ("rsa_signature_2048_sha256", "keyJwk", .rs256, 257, 259),
            ("rsa_pss_2048_sha256_mgf1_32", "publicKeyJwk", .ps256, 108, 108),
            ("ed25519", "publicKeyJwk", .edDSA, 151, 151),
        ])
    func signatures(file: String, member: String, algorithm: SignatureAlgorithm, minimum: Int, total: Int) throws {
        var tally = Tally()
        var refusals: Set<JOSEError> = []
        for group in try VectorFile.wycheproof(file) {
            // Some groups have no JWK form; their PEM is the same key.
            let tests = try Vector.all(in: group)
            guard group["publicKey"]?["publicExponent"]?.string != "03" else {
                #expect(throws: JOSEError.self) { try JWK(pem: group.requireString("publicKeyPem")) }
                tally.skipped["exponent 3, refused at import", default: 0] += tests.count
                continue
            }
            let key = try group[member].map { try JWK(parsing: $0) } ?? JWK(pem: group.requireString("publicKeyPem"))
            for test in tests {
                let signature = try test.hex("sig")
                let message = try test.hex("msg")
                do throws(JOSEError) {
                    try JWSVerifier.verify(signature, over: message, key: key, algorithm: algorithm)
                    count(true, test, &tally, file)
                } catch {
                    count(false, test, &tally, file)
                    refusals.insert(error)
                }
            }
        }
        #expect(tally.ran + tally.skipped.values.reduce(0, +) == total)
        #expect(tally.ran >= minimum)
        #expect(refusals == [.failed])
    }
}
