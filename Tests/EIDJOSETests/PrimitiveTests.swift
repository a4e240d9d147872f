import EIDJOSE
import Testing

/// The few primitives that are used without a token around them.
@Suite struct PrimitiveTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{3FF}~", "z7_Pv34"),
    ])
    func base64(plain: String, encoded: String) {
        #expect(Base64URL.encode(plain.utf8) == encoded)
        #expect(Base64URL.decode(encoded) == Array(plain.utf8))
        let padded = encoded + String(repeating: "=", count: (4 - encoded.count % 4) % 4)
        let standard = String(padded.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        #expect(Base64.encode(plain.utf8) == standard)
        #expect(Base64.decode(standard) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Zm9v====", "====", "Z===", "Zm9v\n", "Zm-v", "Zg==Zg=="])
    func refusesBase64(text: String) { #expect(Base64.decode(text) == nil) }

    @Test func base64SurvivesEveryByte() {
        for count in 0..<70 {
            let bytes = SecureRandom.bytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Base64.decode(Base64.encode(bytes[...])) == bytes)
        }
    }

    @Test("RFC 4231, test case 2")
    func hmac() throws {
        let code = HMACSHA256.code(for: "what do ya want for nothing?".utf8, key: "Jefe".utf8)
        #expect(code == bytes(hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"))
        #expect(HMACSHA256.isValid(code, for: "what do ya want for nothing?".utf8, key: "Jefe".utf8))
        #expect(!HMACSHA256.isValid(code.dropLast(), for: "what do ya want for nothing?".utf8, key: "Jefe".utf8))
        #expect(HMACSHA256.code(for: [], key: []).prefix(4) == [0xB6, 0x13, 0x67, 0x9A])
    }

    @Test("FIPS 180-4, the example of one block, and no bytes at all")
    func sha512() {
        #expect(
            SHA512.digest("abc")
                == bytes(
                    hex: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
                )
        )
        #expect(SHA512.digest([]).prefix(4) == [0xCF, 0x83, 0xE1, 0x35])
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func halvesOfDigestsAreThoseOfTheAlgorithm(_ algorithm: SignatureAlgorithm) {
        let half =
            switch algorithm {
            case .rs256, .ps256, .es256, .hs256: SHA256.digest("abc").prefix(16)
            // FIPS 180-4, the example of SHA-384.
            case .rs384, .ps384, .es384: (bytes(hex: "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163") ?? [])[...]
            case .rs512, .ps512, .edDSA: SHA512.digest("abc").prefix(32)
            }
        #expect(algorithm.halfDigest("abc") == Base64URL.encode(half))
    }

    @Test func sealedBytesOpenOnlyUnchanged() throws {
        let key = SealingKey.random()
        let sealed = try key.seal("secret".utf8, aad: "context".utf8)
        #expect(try key.open(sealed, aad: "context".utf8) == Array("secret".utf8))
        #expect(try key.seal("secret".utf8, aad: "context".utf8) != sealed)
        #expect(refusal { try key.open(sealed) } == .failed)
        #expect(refusal { try SealingKey.random().open(sealed, aad: "context".utf8) } == .failed)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(refusal { try key.open(changed, aad: "context".utf8) } == .failed)
        }
        for count in 0..<sealed.count { #expect(refusal { try key.open(sealed.prefix(count)) } == .failed) }
        #expect(try key.open(key.seal([])) == [])
    }

    @Test func derivedKeysDependOnPurposeAndKey() throws {
        let key = try SealingKey(bytes: [UInt8](repeating: 7, count: 32))
        let again = try SealingKey(bytes: [UInt8](repeating: 7, count: 32))
        let sealed = try key.derive(purpose: "transactions").seal([1])
        #expect(try again.derive(purpose: "transactions").open(sealed) == [1])
        #expect(refusal { try key.derive(purpose: "codes").open(sealed) } == .failed)
        #expect(refusal { try key.open(sealed) } == .failed)
        #expect(refusal { try SealingKey(bytes: [1]) }?.code == .unsuitableKey)
    }

    @Test func constantTimeComparison() {
        #expect(constantTimeEquals("abc", "abc"))
        #expect(!constantTimeEquals("abc", "abd"))
        #expect(!constantTimeEquals("abc", "ab"))
        #expect(constantTimeEquals([UInt8](), []))
        #expect(!constantTimeEquals("\u{E9}", "e\u{301}"))
    }

    @Test(arguments: [
        ("", ""), ("AZaz09-._~", "AZaz09-._~"), ("a b", "a%20b"), ("+&=/?#%", "%2B%26%3D%2F%3F%23%25"),
        ("\u{E9}\n", "%C3%A9%0A"), ("\u{0}", "%00"),
    ])
    func percentEncoding(plain: String, escaped: String) {
        #expect(PercentEncoding.escaped(plain) == escaped)
        #expect(PercentEncoding.escaped("/\(plain)", keeping: UInt8(ascii: "/")).hasPrefix("/"))
    }

    @Test func randomBytesDiffer() {
        #expect(SecureRandom.bytes(32) != SecureRandom.bytes(32))
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(SecureRandom.token().count == 43)
    }
}
