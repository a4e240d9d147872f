import EIDJOSE
import EIDJSON
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Tokens as other programs write them, by this or the first edition of ETSI TS 119 182-1.
@Suite("JAdES of other programs") struct JAdESEditionTests {
    private let ca: TestAuthority
    private let content = Array("content".utf8)

    init() throws { ca = try TestAuthority() }

    /// A token of the person's, with a header of our own changed before it is signed.
    private func token(_ payload: [UInt8]? = nil, _ change: (inout JSON) throws -> Void) throws -> String {
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
            .prepare([1], signingTime: TestTime.now)
        var header = JSON(try JSONValue.parse(requireNotNil(Base64URL.decode(requireNotNil(prepared.header)))))
        try change(&header)
        let signed = "\(Base64URL.encode(header.serialized())).\(Base64URL.encode(payload ?? content))"
        return "\(signed).\(Base64URL.encode(try ca.personKey.sign(Array(signed.utf8))))"
    }

    private func report(_ token: String, _ document: [UInt8]? = nil) throws -> DocumentReport {
        SignedFile.validate(
            Array(token.utf8),
            document: document,
            by: ca.validator,
            material: try TestSignature(ca).material(),
            at: TestTime.now + 60
        )
    }

    private static func writesTime(_ header: inout JSON, _ time: JSON = "2025-10-09T08:53:20Z") {
        header["iat"] = nil
        header["sigT"] = time
        header["crit"] = ["sigT"]
    }

    // MARK: The time of signing

    @Test("with the time of the first edition are judged") func time() throws {
        let report = try report(token { Self.writesTime(&$0) })
        #expect(report.verdict == .valid && report.signatures.first?.report.claimedTime == TestTime.now)
    }

    @Test(
        "with a time that cannot be read are refused",
        arguments: ["2025-10-09T08:53:20+02:00", "2025-10-09 08:53:20Z", "2025-10-09T08:53:20.5Z", "", "now"]
    )
    func unreadable(_ time: String) throws {
        #expect(try report(token { Self.writesTime(&$0, .string(time)) }).findings == [refusal(.malformed)])
    }

    @Test("with two times are refused") func twoTimes() throws {
        let token = try token { header in
            Self.writesTime(&header)
            header["iat"] = 1_760_000_000
        }
        #expect(try report(token).findings == [refusal(.malformed)])
    }

    @Test("whose time is not critical are refused") func notCritical() throws {
        let token = try token { header in
            Self.writesTime(&header)
            header["crit"] = nil
        }
        #expect(try report(token).findings == [refusal(.malformed)])
    }

    @Test(
        "that call critical what they do not have, or twice, are refused",
        arguments: [["sigT", "srCms"], ["sigT", "sigT"]]
    )
    func absent(_ names: [String]) throws {
        let token = try token { header in
            Self.writesTime(&header)
            header["crit"] = .strings(names)
        }
        #expect(try report(token).findings == [refusal(.malformed)])
    }

    @Test("that call critical what is not understood are refused", arguments: ["sigPId", "adoTst", "exp"])
    func unknown(_ name: String) throws {
        let token = try token { header in
            Self.writesTime(&header)
            header[name] = "1"
            header["crit"] = .strings(["sigT", name])
        }
        #expect(try report(token).findings == [refusal(.unsupported)])
    }

    @Test("that say more of the signer are judged") func commitments() throws {
        let token = try token { header in
            Self.writesTime(&header)
            header["srCms"] = [["commId": ["id": "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval"]]]
            header["crit"] = ["sigT", "srCms"]
        }
        #expect(try report(token).verdict == .valid)
    }

    // MARK: The certificate

    private func other(_ certificate: Certificate, _ algorithm: String = "S512") throws -> JSON {
        let digest = try DigestAlgorithm.sha512.digest(certificate.der)
        return ["digAlg": .string(algorithm), "digVal": .string(Base64URL.encode(digest))]
    }

    @Test("that name their certificate by another digest are judged", arguments: ["x5t#o", "sigX5ts"])
    func otherDigest(_ name: String) throws {
        let reference = try other(ca.person)
        let token = try token { header in
            header["x5t#S256"] = nil
            header[name] = name == "sigX5ts" ? [reference] : reference
        }
        #expect(try report(token).verdict == .valid)
    }

    @Test("that name another certificate by another digest are refused", arguments: [true, false])
    func otherCertificate(isAlone: Bool) throws {
        let token = try token { header in
            if isAlone { header["x5t#S256"] = nil }
            header["x5t#o"] = try other(ca.curve)
        }
        #expect(try report(token).findings == [refusal(.certificateInvalid)])
    }

    @Test("that name it by a digest that is not accepted are refused") func weakDigest() throws {
        let token = try token { $0["x5t#o"] = try other(ca.person, "S1") }
        #expect(try report(token).findings == [refusal(.malformed)])
    }

    // MARK: Forms of JSON

    /// The parts of a token with a timestamp, as other programs put them together.
    private func parts(_ isOutside: Bool = false) throws -> (payload: JSON, signer: [(String, JSON)]) {
        let text = isOutside ? try detached(.sha256, "S256", isEncoded: false) : try token { _ in }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let stamp = try ca.verifiedTimestamp(JAdESTimestamps.imprint(of: parts[2], .sha256)).token
        let property: JSON = ["sigTst": ["tstTokens": [["val": .string(Base64.encode(stamp.der))]]]]
        let signer: [(String, JSON)] = [
            ("protected", .string(parts[0])), ("signature", .string(parts[2])), ("header", ["etsiU": [property]]),
        ]
        return (.string(parts[1]), signer)
    }

    @Test("in the general form with one signature are judged, with its timestamp as it is", arguments: [true, false])
    func general(isOutside: Bool) throws {
        let (payload, signer) = try parts(isOutside)
        var token: JSON = ["signatures": [.object(signer)]]
        if !isOutside { token["payload"] = payload }
        let report = try report(token.text, isOutside ? content : nil)
        #expect(report.verdict == .valid && report.signatures.first?.report.level == .timestamped, "\(report.findings)")
    }

    @Test("with several signatures, none, or two forms in one are refused") func severalSigners() throws {
        let (payload, signer) = try parts()
        let one = JSON.object(signer)
        for token: JSON in [
            ["payload": payload, "signatures": [one, one]], ["payload": payload, "signatures": []],
            ["payload": payload, "signatures": [one], "header": ["kid": "1"]],
            ["payload": payload, "signatures": [one], "protected": "e30"],
        ] {
            #expect(try report(token.text).findings == [refusal(.malformed)])
        }
    }

    @Test("with unsigned properties that are neither texts nor objects are refused") func oddProperties() throws {
        var (payload, signer) = try parts()
        signer[2].1 = ["etsiU": [1]]
        #expect(try report(JSON.object([("payload", payload)] + signer).text).findings == [refusal(.malformed)])
    }

    // MARK: Documents outside

    private func detached(
        _ algorithm: DigestAlgorithm,
        _ name: String,
        isEncoded: Bool,
        _ change: (inout JSON) -> Void = { _ in }
    ) throws -> String {
        let bytes = isEncoded ? Array(Base64URL.encode(content).utf8) : content
        return try token([]) { header in
            header["sigD"] = [
                "mId": .string(JAdESSignature.byURIHash), "pars": ["a.txt"], "hashM": .string(name),
                "hashV": [.string(Base64URL.encode(try algorithm.digest(bytes)))], "ctys": ["text/plain"],
            ]
            header["crit"] = ["sigD"]
            change(&header)
        }
    }

    @Test("with a digest of any length over a document outside are judged", arguments: [true, false])
    func digests(isEncoded: Bool) throws {
        for (algorithm, name) in [(DigestAlgorithm.sha256, "S256"), (.sha384, "S384"), (.sha512, "S512")] {
            let token = try detached(algorithm, name, isEncoded: isEncoded)
            #expect(try report(token, content).verdict == .valid)
            #expect(try report(token, [1]).verdict == .invalid)
            #expect(try report(token).verdict == .invalid)
        }
    }

    @Test("with a digest of another length than they say are refused") func otherLength() throws {
        #expect(try report(detached(.sha256, "S512", isEncoded: false), content).findings == [refusal(.malformed)])
        #expect(try report(detached(.sha256, "S1", isEncoded: false), content).findings == [refusal(.malformed)])
    }

    @Test("that say that the document is taken as it is are judged by that") func plain() throws {
        func token(isEncoded: Bool) throws -> String {
            try detached(.sha512, "S512", isEncoded: isEncoded) { header in
                header["b64"] = false
                header["crit"] = ["sigD", "b64"]
            }
        }
        #expect(try report(token(isEncoded: false), content).verdict == .valid)
        #expect(try report(token(isEncoded: true), content).verdict == .invalid)
        let careless = try detached(.sha512, "S512", isEncoded: false) { $0["b64"] = false }
        #expect(try report(careless, content).findings == [refusal(.malformed)])
    }
}
