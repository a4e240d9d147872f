import EIDJOSE
import EIDJSON
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// JSON signatures, and what must not pass for one.
@Suite("JAdES") struct JAdESTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    private func signed(_ certificate: Certificate, _ key: TestKey, _ scheme: SignatureScheme? = nil) throws
        -> JAdESSignature
    {
        let builder = try JAdESBuilder(certificate: certificate, chain: [ca.issuer], scheme: scheme)
        let prepared = try builder.prepare(Array("{}".utf8), mediaType: "json", signingTime: TestTime.now)
        return try prepared.signature(with: key.sign(digest: prepared.toBeSigned.digest, builder.scheme))
    }

    private func report(_ signature: JAdESSignature, _ files: [JAdESSignature.File] = []) throws -> SignatureReport {
        ca.validator.validate(
            signature,
            files: files,
            material: try TestSignature(ca).material(),
            at: TestTime.now + 60
        )
    }

    /// The signature with another protected header, value and payload unchanged.
    private func changed(_ change: (inout JSON) -> Void) throws -> String {
        let signature = try signed(ca.person, ca.personKey)
        var header = JSON(try JSONValue.parse(requireNotNil(Base64URL.decode(signature.header))))
        change(&header)
        return "\(Base64URL.encode(header.serialized())).\(signature.payload).\(signature.value)"
    }

    @Test("is valid as RS256, PS256 and ES256") func schemes() throws {
        #expect(try report(signed(ca.person, ca.personKey)).verdict == .valid)
        let pss = try signed(ca.person, ca.personKey, SignatureScheme(.rsaPSS, .sha256))
        #expect(try report(pss).verdict == .valid)
        #expect(try signed(ca.curve, ca.curveKey).scheme == SignatureScheme(.ecdsa, .sha256))
        try signed(ca.curve, ca.curveKey).checkValue()
        try signed(ca.strong, ca.strongKey).checkValue()
    }

    @Test("is a JWS that our JOSE verifies") func isJWS() throws {
        let signature = try signed(ca.person, ca.personKey)
        let lines = Base64.encode(ca.person.key.der)
        let pem = "-----BEGIN PUBLIC KEY-----\n\(lines)\n-----END PUBLIC KEY-----\n"
        let key = try JWK(pem: pem, use: .signature, algorithm: .rs256)
        let verified = try JWSVerifier(keys: [key], algorithms: [.rs256]).verify(signature.compact)
        #expect(verified.payload == Array("{}".utf8))
    }

    @Test("in the compact form is what other JOSE libraries verify", arguments: [true, false])
    func judged(isDetached: Bool) throws {
        for (certificate, key) in [(ca.person, ca.personKey), (ca.curve, ca.curveKey)] {
            let builder = try JAdESBuilder(certificate: certificate, chain: [ca.issuer])
            let file = (name: "a.txt", digest: try DigestAlgorithm.sha256.digest([1]))
            let prepared =
                try isDetached
                ? builder.prepare(detached: [file], signingTime: TestTime.now)
                : builder.prepare([1], mediaType: "text/plain", signingTime: TestTime.now)
            let token = try prepared.signature(with: key.sign(digest: prepared.toBeSigned.digest)).compact
            let payload = Data(isDetached ? [] : [1]).base64EncodedString()
            #expect(try opinion(token, of: certificate) == payload + "\n")
            let forged = token.dropLast(20) + String(token.suffix(20).reversed())
            #expect(throws: PythonJudge.Complaint.self) { try opinion(String(forged), of: certificate) }
        }
    }

    private func opinion(_ token: String, of certificate: Certificate) throws -> String {
        let key = "-----BEGIN PUBLIC KEY-----\n\(Base64.encode(certificate.key.der))\n-----END PUBLIC KEY-----\n"
        let files = ["token": Array(token.utf8), "key": Array(key.utf8)]
        let answer = try PythonJudge.answer("judge_jose.py", ["verify", "token", "key"], files: files)
        return String(decoding: answer, as: UTF8.self)
    }

    @Test("at B-T travels as JSON") func timestamped() throws {
        let plain = try signed(ca.person, ca.personKey)
        let stamped = try plain.adding(ca.verifiedTimestamp(plain.imprint()))
        let again = try JAdESSignature(json: stamped.json)
        #expect(again == stamped && again.timestamps.count == 1)
        let report = try report(again)
        #expect(report.verdict == .valid && report.level == .timestamped && report.provenTime == TestTime.now)
    }

    @Test("covers files that stay outside") func detached() throws {
        let files = [("a.txt", [1] as [UInt8]), ("b.txt", [2])]
        let digests = try files.map { (name: $0.0, digest: try DigestAlgorithm.sha256.digest($0.1)) }
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
            .prepare(detached: digests, signingTime: TestTime.now)
        let signature = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let expected = digests.map { JAdESSignature.File(name: $0.name, digest: $0.digest) }
        #expect(signature.payload.isEmpty)
        #expect(try report(signature, expected).verdict == .valid)
        #expect(try report(signature, [expected[0]]).findings == [refusal(.contentChanged)])
        #expect(try report(signature).findings == [refusal(.contentChanged)])
    }

    @Test("refuses a changed payload") func changedPayload() throws {
        let signature = try signed(ca.person, ca.personKey)
        let text = "\(signature.header).\(Base64URL.encode(Array("[]".utf8))).\(signature.value)"
        #expect(try report(JAdESSignature(compact: text)).findings == [refusal(.valueInvalid)])
    }

    @Test("refuses a changed header") func changedHeader() throws {
        let text = try changed { $0["iat"] = 1 }
        #expect(try report(JAdESSignature(compact: text)).findings == [refusal(.valueInvalid)])
    }

    @Test("refuses another certificate in front") func otherCertificate() throws {
        let text = try changed { $0["x5c"] = .strings([Base64.encode(ca.curve.der)]) }
        #expect(throws: refusal(.certificateInvalid)) { try JAdESSignature(compact: text) }
    }

    @Test("refuses a missing certificate, time or thumbprint", arguments: ["x5c", "iat", "x5t#S256", "alg"])
    func missing(name: String) throws {
        let text = try changed { $0[name] = nil }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(compact: text) }
    }

    @Test("refuses the algorithm of another key", arguments: ["ES256", "ES384"]) func algorithm(name: String) throws {
        let text = try changed { $0["alg"] = .string(name) }
        #expect(throws: refusal(.certificateUnsuitable)) { try JAdESSignature(compact: text) }
    }

    @Test("refuses no algorithm and symmetric ones", arguments: ["none", "HS256", "RS1", "rs256"])
    func noAlgorithm(name: String) throws {
        let text = try changed { $0["alg"] = .string(name) }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(compact: text) }
    }

    @Test("refuses critical members it does not understand") func critical() throws {
        let text = try changed { $0["crit"] = .strings(["exp"]) }
        #expect(throws: refusal(.unsupported)) { try JAdESSignature(compact: text) }
    }

    @Test("refuses a payload that is not base64url by its header") func unencoded() throws {
        let text = try changed { $0["b64"] = false }
        #expect(throws: refusal(.unsupported)) { try JAdESSignature(compact: text) }
    }

    /// The flattened form with something changed in it.
    private func flattened(_ change: (inout JSON) -> Void) throws -> String {
        let plain = try signed(ca.person, ca.personKey)
        let text = try plain.adding(ca.verifiedTimestamp(plain.imprint())).json
        var members = JSON(try JSONValue.parse(text, limits: JSONLimits(maximumBytes: 1 << 20)))
        change(&members)
        return members.text
    }

    @Test(
        "refuses members of the unprotected header that must be protected, or are",
        arguments: ["alg", "crit", "x5c", "iat"]
    )
    func unprotected(name: String) throws {
        let text = try flattened { $0["header"] = [name: name == "alg" ? "RS256" : ["exp"]] }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(json: text) }
        #expect(throws: Never.self) { try JAdESSignature(json: flattened { $0["header"] = ["kid": "1"] }) }
    }

    @Test("refuses several signatures beside the one that is read") func severalSignatures() throws {
        let text = try flattened { $0["signatures"] = [["protected": "", "signature": ""]] }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(json: text) }
    }

    @Test("refuses an unprotected header that is none") func noHeader() throws {
        let text = try flattened { $0["header"] = ["etsiU"] }
        #expect(throws: refusal(.malformed)) { try JAdESSignature(json: text) }
    }

    @Test("refuses a timestamp over another value") func foreignTimestamp() throws {
        let signature = try signed(ca.person, ca.personKey)
        let timestamp = try ca.verifiedTimestamp(DigestAlgorithm.sha256.digest([1]))
        #expect(throws: refusal(.timestampFailed)) { try signature.adding(timestamp) }
        var forged = signature
        forged.timestamps = [timestamp.token]
        #expect(try report(forged).findings == [refusal(.timestampFailed)])
    }

    @Test("refuses more timestamps than anybody needs, and takes the same one once") func manyTimestamps() throws {
        func text(_ count: Int) throws -> String {
            try flattened { members in
                guard case .array(let entries)? = members["header"]?["etsiU"], let entry = entries.first else { return }
                members["header"] = ["etsiU": .array(Array(repeating: entry, count: count))]
            }
        }
        #expect(try JAdESSignature(json: text(64)).timestamps.count == 1)
        #expect(throws: refusal(.malformed)) { try JAdESSignature(json: text(65)) }
    }

    @Test("refuses a wrong value") func wrongValue() throws {
        let prepared = try JAdESBuilder(certificate: ca.person).prepare([1], signingTime: TestTime.now)
        #expect(throws: refusal(.valueInvalid)) {
            try prepared.signature(with: ca.strangerKey.sign(digest: prepared.toBeSigned.digest))
        }
    }
}
