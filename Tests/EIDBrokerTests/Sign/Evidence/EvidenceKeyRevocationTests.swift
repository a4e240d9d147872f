import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// An issuer with two certificates of one key, of which the record's answers say that one was revoked.
@Suite("Evidence and a key with two certificates") struct EvidenceKeyRevocationTests {
    private let bench: EvidenceBench
    private let twin: Certificate

    init() throws {
        bench = try EvidenceBench()
        var plan = TestCertificate(serial: 77, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let root = DERElement(encoded: bench.ca.root.subject.der)
        twin = try plan.issue(key: bench.ca.issuerKey, by: bench.ca.rootKey, issuer: root)
    }

    private func report(_ reason: UInt8?) async throws -> EvidenceReport {
        let ca = bench.ca
        var fault = AnswerFault(revokedSince: TestTime.now - 20, reason: reason, thisUpdate: TestTime.now)
        (fault.key, fault.certificate) = (ca.rootKey, ca.root)
        let answer = try ca.ocsp(about: twin, by: ca.root, fault)
        let evidence = try await bench.evidence { record in
            record.material.certificates.append(twin)
            record.material.responses.append(answer)
        }
        return bench.verify(evidence, files: [])
    }

    @Test("that was stolen is refused", arguments: [1, 2] as [UInt8]) func stolen(reason: UInt8) async throws {
        let report = try await report(reason)
        #expect(report.failure == .revocation, "\(report.checks.map(\.sentence))")
    }

    @Test("that was revoked without a reason is in doubt") func noReason() async throws {
        let report = try await report(nil)
        #expect(report.verdict == .indeterminate && report.failure == nil, "\(report.checks.map(\.sentence))")
    }

    @Test("that was given up under the other is taken") func givenUp() async throws {
        #expect(try await report(4).failure == nil)
    }

    /// The record's word about another certificate with the timestamp authority's key.
    private func report(authorityRevoked reason: UInt8, since: Date) async throws -> EvidenceReport {
        let ca = bench.ca
        var plan = TestAuthority.authorityPlan
        plan.serial = 78
        let other = try plan.issue(
            key: ca.authorityKey,
            by: ca.rootKey,
            issuer: DERElement(encoded: ca.root.subject.der)
        )
        var fault = AnswerFault(revokedSince: since, reason: reason, thisUpdate: TestTime.now + 3000)
        (fault.key, fault.certificate) = (ca.rootKey, ca.root)
        let answer = try ca.ocsp(about: other, by: ca.root, fault)
        return bench.verify(
            try await bench.evidence { record in
                record.material.certificates.append(other)
                record.material.responses.append(answer)
            },
            files: []
        )
    }

    @Test("of a timestamp authority that was stolen since proves no time") func authorityStolenSince() async throws {
        let report = try await report(authorityRevoked: 1, since: TestTime.now + 2000)
        #expect(report.verdict == .indeterminate && report.sealedAt == nil, "\(report.checks.map(\.sentence))")
    }

    @Test("of a timestamp authority that was stolen before is refused") func authorityStolenBefore() async throws {
        let report = try await report(authorityRevoked: 1, since: TestTime.now - 2000)
        #expect(report.verdict == .invalid && report.sealedAt == nil, "\(report.checks.map(\.sentence))")
    }

    @Test("of a timestamp authority that was given up under the other proves its time")
    func authorityGivenUp() async throws {
        #expect(try await report(authorityRevoked: 4, since: TestTime.now - 2000).failure == nil)
    }
}
