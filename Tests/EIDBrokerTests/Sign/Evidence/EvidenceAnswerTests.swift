import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// What a broker asks about its seal and its timestamp authority, so that evidence can be judged without asking.
@Suite("Answers that evidence is given") struct EvidenceAnswerTests {
    /// A broker with a seal of an organisation, about which the responder knows.
    private func bench(sealRevokedSince since: TimeInterval? = nil) throws -> (
        bench: SigningFlowBench, seal: Certificate
    ) {
        let clock = TestClock()
        let ca = try TestAuthority()
        var plan = TestCertificate(serial: 300, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        plan.extras = [TestCertificate.answered(at: "http://ocsp.test/")]
        let seal = try ca.issue(plan, key: ca.curveKey)
        let bench = try SigningFlowBench(clock: clock) { configuration in
            configuration.seal = .init(certificates: [seal, ca.issuer], key: Secret(TestKeys.curve))
        }
        bench.trust.change { $0.others = [(seal, since.map { clock.now + $0 })] }
        return (bench, seal)
    }

    private func evidence(_ bench: SigningFlowBench, level: String = "B-B") async throws -> [UInt8] {
        let token = try await bench.token()
        let id = try await bench.create(signatureLevel: level, token: token).json.requireString("id")
        _ = try await bench.walk(id)
        #expect(try await bench.status(id, token: token).requireString("status") == "completed")
        return try await bench.bytes(await bench.broker.evidence(signing: id, authorization: token))
    }

    private func record(_ evidence: [UInt8]) throws -> EvidenceRecord {
        let sealed = try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20))
        return try EvidenceRecord(serialized: #require(Base64URL.decode(sealed.requireString("payload"))))
    }

    private func verify(_ evidence: [UInt8], _ bench: SigningFlowBench) -> EvidenceReport {
        EvidenceVerifier(
            anchors: TrustAnchors([bench.ca.issuer]),
            timestampAnchors: TrustAnchors([bench.ca.issuer])
        ).verify(evidence, at: bench.clock.now + 60)
    }

    private func gaps(_ report: EvidenceReport) -> [String] {
        report.checks.filter { $0.subject == .revocation && $0.outcome != .passed }.map(\.sentence)
    }

    @Test("are about the seal and the authority of a person's own signature", arguments: ["B-B", "B-T", "B-LT"])
    func all(_ level: String) async throws {
        let (bench, seal) = try bench()
        let evidence = try await evidence(bench, level: level)
        let record = try record(evidence)
        #expect(record.kind == .qualified && record.material.certificates.contains(seal))
        #expect(gaps(verify(evidence, bench)).isEmpty, "\(gaps(verify(evidence, bench)))")
    }

    @Test("are missed by name where the seal's responder is silent, and the signing is completed all the same")
    func silentAboutTheSeal() async throws {
        let (bench, seal) = try bench()
        bench.trust.change { $0.silentAbout = [seal] }
        let evidence = try await evidence(bench)
        #expect(try record(evidence).unanswered == [seal.fingerprint])
        let calls = zip(bench.trust.now.calls, bench.trust.now.patience)
        // The person's certificate is asked about before, as long as it takes.
        let last = calls.filter { $0.0 == "ocsp.test" }.suffix(2).map(\.1)
        #expect(last == [.seconds(5), .seconds(5)], "the seal's and the authority's, and nobody twice")
        #expect(gaps(verify(evidence, bench)).count == 1)
    }

    @Test("are missed where the authority's responder is silent", arguments: ["B-B", "B-T"])
    func silentAboutTheAuthority(_ level: String) async throws {
        let (bench, _) = try bench()
        bench.trust.change { $0.silentAbout = [bench.ca.authority] }
        let evidence = try await evidence(bench, level: level)
        let unanswered = try record(evidence).unanswered
        // At B-B nobody knows the authority before the record is sealed.
        #expect(unanswered.contains(bench.ca.authority.fingerprint) == (level == "B-T"))
        #expect(gaps(verify(evidence, bench)).count == 1)
    }

    @Test("leave evidence to the broker's key once the seal is revoked, and the log says so") func revokedSeal()
        async throws
    {
        let (bench, _) = try bench(sealRevokedSince: -60)
        let evidence = try await evidence(bench)
        let sealed = try JSONValue.parse(evidence, limits: JSONLimits(maximumBytes: 1 << 20))
        let header = try JSONValue.parse(try #require(Base64URL.decode(try sealed.requireString("protected"))))
        #expect(header["x5c"] == nil && header["kid"]?.string != nil)
        #expect(bench.log.text.contains("the seal cannot be used"))
    }

    @Test("of an authority that was revoked let no timestamp of it stand") func revokedAuthority() async throws {
        let (bench, _) = try bench()
        bench.trust.change { $0.others.append((bench.ca.authority, bench.clock.now - 60)) }
        // Documents at B-B can do without, and so can their evidence.
        let text = String(decoding: try await evidence(bench), as: UTF8.self)
        #expect(try JAdESSignature(json: text).timestamps.isEmpty)
        let token = try await bench.token()
        let id = try await bench.create(signatureLevel: "B-T", token: token).json.requireString("id")
        _ = try await bench.walk(id)
        let status = try await bench.status(id, token: token)
        #expect(status["error"]?["code"]?.string == "timestamp_failed")
    }
}
