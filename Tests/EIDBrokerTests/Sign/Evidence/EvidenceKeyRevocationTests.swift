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
}
