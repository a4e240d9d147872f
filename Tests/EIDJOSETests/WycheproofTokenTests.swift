import EIDJOSE
import EIDJSON
import Testing

/// Wycheproof's tokens and key sets.
///
/// Nothing marked invalid may pass; what is marked valid and refused is listed here.
@Suite struct WycheproofTokenTests {
    /// Algorithms we do not have, by the token's or the key's name for them.
    private static let foreign: Set<String> = [
        "ES512", "ES521", "HS384", "HS512", "RSA1_5", "A128KW", "A192KW",
        "A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW", "ECDH-ES+A192KW", "A192GCM", "A192CBC-HS384", "A128GCM",
    ]

    @Test func signatures() throws {
        // 346 and 350 say PS256 and are PS384; 372 and 373 carry a `?` inside base64url and are marked valid;
        // 367 and 370 are byte for byte the valid 357.
        let tally = try run("json_web_signature", strict: [346, 350, 372, 373], mislabelled: [367, 370])
        #expect(tally.ran == 401)
        #expect(tally.accepted == 42)
    }

    @Test func encryption() throws {
        // 130 is on P-384; 132 is `dir` under a key whose alg names the content encryption; 135 is compressed.
        let tally = try run("json_web_encryption", strict: [130, 132, 135])
        #expect(tally.ran == 139)
        #expect(tally.accepted == 28)
    }

    @Test func keySets() throws {
        let tally = try run("json_web_key", strict: [])
        #expect(tally.ran == 26)
        #expect(tally.accepted == 3)
    }

    @Test func mixed() throws {
        let tally = try run("json_web_crypto", strict: [])
        #expect(tally.ran == 83)
        #expect(tally.accepted == 5)
    }

    /// Runs a file.
    ///
    /// `strict` are valid tests we refuse on purpose, `mislabelled` are invalid ones that must pass.
    private func run(_ file: String, strict: Set<Int>, mislabelled: Set<Int> = []) throws -> Tally {
        var tally = Tally()
        for group in try VectorFile.wycheproof(file) {
            // Read once per group: checking a private RSA key takes long.
            var imported: [Bool: [JWK]] = [:]
            for test in try Vector.all(in: group) {
                let isSignature = test.json["jws"] != nil
                let key = try isSignature ? group["public"] ?? group.require("private") : group.require("private")
                let keys = imported[isSignature] ?? (try? keys(key)) ?? []
                imported[isSignature] = keys
                let accepted = !keys.isEmpty && (isSignature ? verify(test, keys) : open(test, keys))
                if accepted { tally.accepted += 1 } else { tally.refused += 1 }
                let names = [
                    key["alg"]?.string, key["keys"]?[index: 0]?["alg"]?.string, test.json["enc"]?.string,
                ]
                let isForeign = names.contains { name in
                    guard let name else { return false }
                    // A content encryption is foreign as `enc`, but A128GCM only as a key's `alg`.
                    return Self.foreign.contains(name) && !(name == "A128GCM" && name == test.json["enc"]?.string)
                }
                let expected =
                    (test.isValid && !isForeign && !strict.contains(test.id)) || mislabelled.contains(test.id)
                #expect(accepted == expected, "\(file) \(test.id) \(test.comment)")
            }
        }
        return tally
    }

    private func keys(_ json: JSONValue) throws -> [JWK] {
        try json["keys"] == nil ? [JWK(parsing: json)] : JWKSet(parsing: json, from: .anyKeys).keys
    }

    private func verify(_ test: Vector, _ keys: [JWK]) -> Bool {
        guard let token = test.json["jws"]?.string else { return false }
        return (try? JWSVerifier(keys: keys, algorithms: Set(SignatureAlgorithm.allCases)).verify(token)) != nil
    }

    private func open(_ test: Vector, _ keys: [JWK]) -> Bool {
        guard let token = test.json["jwe"]?.string else { return false }
        let opener = JWEOpener(
            keys: keys,
            algorithms: Set(KeyManagementAlgorithm.allCases),
            encryptions: Set(ContentEncryption.allCases)
        )
        guard let opened = try? opener.open(token) else { return false }
        if let expected = test.json["pt"]?.string { #expect(bytes(hex: expected) == opened.plaintext) }
        return true
    }
}
