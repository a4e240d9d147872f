import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Answers about revocation that came with evidence, judged without asking anybody.
@Suite("Revocation in evidence") struct EvidenceRevocationTests {
    private let bench: EvidenceBench

    init() throws { bench = try EvidenceBench() }

    /// Evidence whose timestamp comes with an answer about its authority, and whose record has none.
    private func evidence(
        about authority: AnswerFault?,
        _ change: (inout EvidenceRecord) throws -> Void = { _ in }
    ) async throws -> [UInt8] {
        let ca = bench.ca
        var record = try bench.record()
        record.material.responses = [
            try ca.ocsp(about: bench.signer, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)),
            try ca.ocsp(about: bench.seal, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)),
        ]
        try change(&record)
        let sealer = EvidenceSealer(
            seal: .certificate([bench.seal, ca.issuer]) { try ca.curveKey.sign(digest: $0) },
            timestamp: { try ca.verifiedTimestamp($0, time: TestTime.now + 30) },
            answers: { _ throws(SigningFailure) in
                let answer = try? authority.map { try ca.ocsp(about: ca.authority, by: ca.issuer, $0) }
                return ValidationMaterial(certificates: [ca.authority], responses: answer.map { [$0] } ?? [])
            },
            clock: WallClock { TestTime.now }
        )
        return try await sealer.seal(record)
    }

    private func sentences(_ report: EvidenceReport) -> String { report.checks.map(\.sentence).joined(separator: "\n") }

    private func provesTime(_ report: EvidenceReport) -> Bool {
        report.checks.contains { $0.subject == .sealTime && $0.outcome == .passed }
    }

    @Test("comes with the timestamp where the record cannot have it") func besideTheTimestamp() async throws {
        let evidence = try await evidence(about: AnswerFault(thisUpdate: TestTime.now + 40))
        let sealed = try JAdESSignature(json: String(decoding: evidence, as: UTF8.self))
        #expect(sealed.validationData.responses.count == 1 && sealed.validationData.certificates.isEmpty)
        let report = bench.verify(evidence)
        #expect(report.verdict == .valid && !report.gaps.contains(.revocation), "\(sentences(report))")
        #expect(sentences(report).contains("Nothing on the timestamp authority's path was revoked at the time."))
        #expect(sentences(report).contains("Nothing on the seal's path was revoked at the time."))
    }

    @Test("of an authority is missed where nobody told of it") func missing() async throws {
        let report = bench.verify(try await evidence(about: nil))
        #expect(report.verdict == .valid && report.gaps.contains(.revocation))
        #expect(
            sentences(report).contains(
                "No answer in the record says whether the timestamp authority's path was revoked."
            )
        )
    }

    @Test("of an authority from before the timestamp makes evidence invalid") func revokedBefore() async throws {
        let fault = AnswerFault(revokedSince: TestTime.now - 60, reason: 1, thisUpdate: TestTime.now + 40)
        let report = bench.verify(try await evidence(about: fault))
        #expect(report.failure == .revocation, "\(sentences(report))")
        #expect(sentences(report).contains("was revoked at 2025-10-09T08:52:20Z (keyCompromise), before it was made"))
        #expect(report.sealedAt == nil && !provesTime(report))
    }

    @Test("of an authority whose key was stolen later leaves evidence in doubt", arguments: [1, nil] as [UInt8?])
    func stolenLater(_ reason: UInt8?) async throws {
        let fault = AnswerFault(revokedSince: TestTime.now + 60, reason: reason, thisUpdate: TestTime.now + 90)
        let report = bench.verify(try await evidence(about: fault))
        #expect(report.verdict == .indeterminate && report.gaps.contains(.revocation), "\(sentences(report))")
        #expect(report.sealedAt == nil && !provesTime(report))
    }

    @Test("of one authority leaves the seal the time by another") func otherAuthority() async throws {
        let fault = AnswerFault(revokedSince: TestTime.now + 60, reason: 1, thisUpdate: TestTime.now + 90)
        let first = try JAdESSignature(json: String(decoding: try await evidence(about: fault), as: UTF8.self))
        var plan = TestAuthority.authorityPlan
        plan.serial = 251
        let other = try bench.ca.issue(plan, key: bench.ca.strangerKey)
        let request = try TimestampRequest(imprint: first.imprint(.sha256))
        let stamp = TimestampFault(time: TestTime.now + 50, certificate: other, key: bench.ca.strangerKey)
        let token = try TimestampResponse(der: bench.ca.timestamp(request, stamp)).token
        let path = CertificatePath(certificates: [other, bench.ca.issuer])
        let both = try first.adding(VerifiedTimestamp(token: token, path: path))
        let report = bench.verify(Array(both.json.utf8))
        #expect(report.verdict == .indeterminate && report.sealedAt == TestTime.now + 50, "\(sentences(report))")
    }

    @Test("of an authority that went out of business later does no harm") func supersededLater() async throws {
        let fault = AnswerFault(revokedSince: TestTime.now + 60, reason: 5, thisUpdate: TestTime.now + 90)
        #expect(bench.verify(try await evidence(about: fault)).verdict == .valid)
    }

    @Test("of the seal from before makes evidence invalid, with its reason") func sealRevoked() async throws {
        let fault = AnswerFault(revokedSince: TestTime.now - 60, reason: 1, thisUpdate: TestTime.now)
        let evidence = try await evidence(about: AnswerFault(thisUpdate: TestTime.now + 40)) { record in
            record.material.responses.append(try bench.ca.ocsp(about: bench.seal, by: bench.ca.issuer, fault))
        }
        let report = bench.verify(evidence)
        #expect(report.failure == .revocation)
        #expect(
            sentences(report).contains(
                "A certificate of the seal's path was revoked at 2025-10-09T08:52:20Z (keyCompromise)"
            )
        )
    }

    @Test("of the seal counts for doubt where nothing proves that it was made before") func sealRevokedWithoutTime()
        async throws
    {
        let evidence = try await bench.sealer(stamped: false).seal(
            {
                var record = try bench.record()
                let fault = AnswerFault(revokedSince: TestTime.now + 60, reason: 1, thisUpdate: TestTime.now + 90)
                record.material.responses.append(try bench.ca.ocsp(about: bench.seal, by: bench.ca.issuer, fault))
                return record
            }()
        )
        let report = bench.verify(evidence)
        #expect(report.verdict == .indeterminate && report.gaps.contains(.revocation), "\(sentences(report))")
    }

    @Test("by a stranger counts for nothing, good or bad") func strangersAnswer() async throws {
        for since in [nil, TestTime.now - 60] {
            let fault = AnswerFault(revokedSince: since, thisUpdate: TestTime.now, key: bench.ca.strangerKey)
            let evidence = try await evidence(about: AnswerFault(thisUpdate: TestTime.now + 40)) { record in
                record.material.responses[1] = try bench.ca.ocsp(about: bench.seal, by: bench.ca.issuer, fault)
            }
            let report = bench.verify(evidence)
            #expect(report.failure == nil && report.gaps.contains(.revocation), "\(sentences(report))")
            #expect(sentences(report).contains("1 answer about revocation counts for nothing"))
            #expect(sentences(report).contains("No answer in the record says whether the seal's path was revoked."))
        }
    }

    @Test("counts where its issuer is trusted behind many others") func manyAnchors() async throws {
        let ca = bench.ca
        let key = try JWK.generate(.p256, keyID: "broker-1", use: .signature, algorithm: .es256)
        var record = try bench.record()
        record.material = ValidationMaterial(
            certificates: [bench.signer],
            responses: [try ca.ocsp(about: bench.signer, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now))]
        )
        let sealer = EvidenceSealer(
            seal: .brokerKey(try JWSSigner(key: key)),
            timestamp: nil,
            clock: WallClock { TestTime.now }
        )
        let strangers = try (1...70).map { (number: UInt64) in
            try ca.issue(
                TestCertificate(serial: 400 + number, name: [(.commonName, "Stranger \(number)")]),
                key: ca.curveKey
            )
        }
        let verifier = EvidenceVerifier(
            anchors: TrustAnchors(strangers + [ca.issuer]),
            timestampAnchors: TrustAnchors([]),
            brokerKeys: try JWKSet(keys: [try requireNotNil(key.publicHalf)])
        )
        let report = verifier.verify(try await sealer.seal(record), at: TestTime.now + 3600)
        #expect(report.transaction == "t-1" && !sentences(report).contains("for nothing"), "\(sentences(report))")
    }

    @Test("from long before counts for nothing") func oldAnswer() async throws {
        let fault = AnswerFault(thisUpdate: TestTime.now - 7200, nextUpdate: TestTime.now - 3600)
        let evidence = try await evidence(about: AnswerFault(thisUpdate: TestTime.now + 40)) { record in
            record.material.responses[1] = try bench.ca.ocsp(about: bench.seal, by: bench.ca.issuer, fault)
        }
        let report = bench.verify(evidence)
        #expect(sentences(report).contains("No answer in the record says whether the seal's path was revoked."))
    }

    @Test("is said to be unknown where there was no answer") func unanswered() async throws {
        let evidence = try await evidence(about: AnswerFault(thisUpdate: TestTime.now + 40)) { record in
            record.material.responses.removeLast()
            record.unanswered = [bench.seal.fingerprint]
        }
        let report = bench.verify(evidence)
        #expect(sentences(report).contains("Whether the seal's path was revoked is not known: there was no answer"))
        #expect(report.verdict == .valid)
    }

    @Test("that is unknown stands in the record as hashes only", arguments: ["", "00", "zz"]) func hashes(
        _ text: String
    ) throws {
        var record = try bench.record()
        record.unanswered = [bench.seal.fingerprint]
        #expect(try EvidenceRecord(serialized: record.serialized()) == record)
        let hash = Hexadecimal.text(bench.seal.fingerprint)
        let changed = String(decoding: record.serialized(), as: UTF8.self).replacing(
            "[\"\(hash)\"]",
            with: "[\"\(text)\"]"
        )
        #expect(throws: JSONError.self) { try EvidenceRecord(serialized: Array(changed.utf8)) }
    }

    @Test(
        "beside a timestamp is refused where it cannot be read",
        arguments: [
            #"{"tstVD":{"xVals":[{"x509Cert":{"val":"MAA="}}]}}"#, #"{"tstVD":{"rVals":{"ocspVals":[{"val":"!"}]}}}"#,
            #"{"tstVD":{"rVals":{"crlVals":[{}]}}}"#,
            #"{"tstVD":{"rVals":{"crlVals":[\#(Array(repeating: #"{"val":"MAA="}"#, count: 65).joined(separator: ","))]}}}"#,
        ]
    )
    func hostileData(_ text: String) throws {
        let header = JSON.object([("etsiU", .array([.string(Base64URL.encode(Array(text.utf8)))]))])
        let value = try JSONValue.parse(header.serialized())
        #expect(throws: SignatureError.self) { try TimestampValidationData.read(value) }
    }
}
