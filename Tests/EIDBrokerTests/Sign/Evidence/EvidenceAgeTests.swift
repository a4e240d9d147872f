import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// Certificates end while evidence is kept: each is judged as of when it was used, as far as that is proven.
@Suite("Evidence that is old") struct EvidenceAgeTests {
    private let bench: EvidenceBench
    private let day: TimeInterval = 86_400

    init() throws { bench = try EvidenceBench() }

    /// A timestamp authority that lives from and until so many seconds from the time of the tests.
    private func authority(from start: TimeInterval = -86_400, until end: TimeInterval) throws -> Certificate {
        var plan = TestAuthority.authorityPlan
        plan.serial = 250
        plan.notBefore = TestTime.now + start
        plan.notAfter = TestTime.now + end
        return try bench.ca.issue(plan, key: bench.ca.authorityKey)
    }

    private func stamp(_ imprint: [UInt8], by authority: Certificate, _ time: Date) throws -> VerifiedTimestamp {
        try Self.stamp(imprint, by: authority, time, bench.ca)
    }

    private static func stamp(
        _ imprint: [UInt8],
        by authority: Certificate,
        _ time: Date,
        _ ca: TestAuthority
    ) throws -> VerifiedTimestamp {
        let request = try TimestampRequest(imprint: imprint)
        let fault = TimestampFault(time: time, certificate: authority)
        let token = try TimestampResponse(der: ca.timestamp(request, fault)).token
        // Whoever seals believes anything here: what matters is what the verifier does.
        return VerifiedTimestamp(token: token, path: CertificatePath(certificates: [authority, ca.issuer]))
    }

    private func evidence(
        sealEnds: TimeInterval? = nil,
        stampedBy authority: Certificate?,
        at time: Date = TestTime.now + 30,
        _ change: (inout EvidenceRecord) throws -> Void = { _ in }
    ) async throws -> [UInt8] {
        var plan = TestCertificate(serial: 300, name: [(.organization, "Sample Operator"), (.commonName, "Seal")])
        plan.keyUsage = .digitalSignature
        if let sealEnds { plan.notAfter = TestTime.now + sealEnds }
        let seal = try bench.ca.issue(plan, key: bench.ca.curveKey)
        var record = try bench.record()
        try change(&record)
        let ca = bench.ca
        var stamp: EvidenceSealer.TimestampClient?
        if let authority { stamp = { imprint in try Self.stamp(imprint, by: authority, time, ca) } }
        let sealer = EvidenceSealer(
            seal: .certificate([seal, bench.ca.issuer]) { try ca.curveKey.sign(digest: $0) },
            timestamp: stamp,
            clock: WallClock { TestTime.now }
        )
        return try await sealer.seal(record)
    }

    private func verify(_ evidence: [UInt8], after seconds: TimeInterval) -> EvidenceReport {
        bench.verifier.verify(evidence, at: TestTime.now + seconds)
    }

    private func sentences(_ report: EvidenceReport) -> String { report.checks.map(\.sentence).joined(separator: "\n") }

    @Test("is in doubt, and not invalid, once the timestamp authority's certificate has ended") func authority()
        async throws
    {
        let evidence = try await evidence(stampedBy: authority(until: day))
        let before = verify(evidence, after: day - 60)
        #expect(before.verdict == .valid && before.sealedAt == TestTime.now + 30, "\(sentences(before))")
        let after = verify(evidence, after: day + 60)
        #expect(after.verdict == .indeterminate && after.failure == nil, "\(sentences(after))")
        #expect(after.gaps.first == .sealTime && after.sealedAt == nil)
        #expect(sentences(after).contains("ended at 2025-10-10T08:53:20Z: nothing proves that it was made before that"))
    }

    @Test("is in doubt, and not invalid, when the seal's certificate has ended with the authority's") func both()
        async throws
    {
        let report = verify(try await evidence(sealEnds: day, stampedBy: authority(until: day)), after: 400 * day)
        #expect(report.verdict == .indeterminate && report.failure == nil, "\(sentences(report))")
    }

    @Test("is valid after the end of the seal's certificate, by its timestamp") func seal() async throws {
        let report = verify(try await evidence(sealEnds: day, stampedBy: bench.ca.authority), after: 400 * day)
        #expect(report.verdict == .valid, "\(sentences(report))")
    }

    @Test("is in doubt after the end of the seal's certificate, without a timestamp") func sealAlone() async throws {
        let evidence = try await evidence(sealEnds: day, stampedBy: nil)
        #expect(verify(evidence, after: day - 60).gaps.contains(.sealTime))
        let report = verify(evidence, after: 2 * day)
        #expect(report.verdict == .indeterminate && report.failure == nil, "\(sentences(report))")
        #expect(report.gaps.contains(.sealCertificate))
    }

    @Test("is valid although the authority of a document's timestamp has ended, by the seal's") func document()
        async throws
    {
        let short = try authority(until: day)
        let evidence = try await evidence(stampedBy: bench.ca.authority) { record in
            record.timestamps = try record.documents.map { document in
                let value = try requireNotNil(document.signature?.value)
                return try stamp(SHA256.digest(value), by: short, TestTime.now).token.der
            }
        }
        let report = verify(evidence, after: 400 * day)
        #expect(report.verdict == .valid, "\(sentences(report))")
        #expect(report.checks.contains { $0.subject == .timestamp && $0.outcome == .passed })
    }

    @Test("is in doubt where a document's timestamp had ended when it was sealed") func lateSeal() async throws {
        let short = try authority(until: 20)
        let evidence = try await evidence(stampedBy: bench.ca.authority) { record in
            record.timestamps = try record.documents.map { document in
                let value = try requireNotNil(document.signature?.value)
                return try stamp(SHA256.digest(value), by: short, TestTime.now).token.der
            }
        }
        let report = verify(evidence, after: 3600)
        #expect(report.verdict == .indeterminate && report.gaps.contains(.timestamp), "\(sentences(report))")
    }

    @Test("is refused with a timestamp outside its authority's life") func outside() async throws {
        let late = verify(try await evidence(stampedBy: authority(until: 0)), after: 3600)
        #expect(late.failure == .sealTime, "\(sentences(late))")
        let early = verify(try await evidence(stampedBy: authority(from: 60, until: day)), after: 3600)
        #expect(early.failure == .sealTime, "\(sentences(early))")
    }

    @Test("is refused with a timestamp whose time has not come") func future() async throws {
        let evidence = try await evidence(stampedBy: bench.ca.authority, at: TestTime.now + 7200)
        #expect(verify(evidence, after: 3600).failure == .sealTime)
    }

    @Test("is refused with a seal older than what it tells, although its timestamp's authority has ended")
    func olderSeal() async throws {
        let evidence = try await evidence(stampedBy: authority(until: day), at: TestTime.now - 600) { record in
            record.timestamps = []
        }
        for seconds in [3600, day + 60] {
            let report = verify(evidence, after: seconds)
            #expect(report.failure == .timeline, "\(sentences(report))")
        }
    }

    @Test("is refused where the seal's certificate had ended when it was sealed") func sealedTooLate() async throws {
        let evidence = try await evidence(sealEnds: 10, stampedBy: bench.ca.authority)
        #expect(verify(evidence, after: 3600).failure == .sealCertificate)
    }
}
