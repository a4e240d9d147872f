import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Answers about a signer whose certificate had ended when they were made: most issuers forget a revocation then.
@Suite("An answer after a certificate's end") struct EndedCertificateTests {
    private let ca: TestAuthority
    private let person: Certificate
    private let end = TestTime.now + 20
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        var plan = TestAuthority.personPlan
        plan.notAfter = end
        person = try ca.issue(plan, key: ca.personKey)
    }

    /// A signature with a timestamp from before the end, judged by these answers about its signer after it.
    private func report(responses: [AnswerFault] = [], lists: [[UInt8]] = []) throws -> SignatureReport {
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer])
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let plain = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let stamped = try plain.adding(signatureTimestamp: ca.verifiedTimestamp(plain.signatureImprint()))
        var material = try TestSignature(ca).material()
        material.responses.removeFirst()
        material.responses += try responses.map { try ca.ocsp(about: person, by: ca.issuer, $0) }
        material.lists += lists
        return ca.validator.validate(stamped.adding(material), content: .bytes(content), at: TestTime.now + 60)
    }

    private func list(revoked since: Date? = nil, expiredSince: Date? = nil) throws -> [UInt8] {
        try ca.list(
            by: ca.issuer,
            key: ca.issuerKey,
            revoked: since.map { [(person, $0)] } ?? [],
            thisUpdate: end + 10,
            extensions: expiredSince.map { [TestCertificate.make("2.5.29.60", DERTime.generalized($0))] } ?? []
        )
    }

    private func forgets(_ report: SignatureReport) -> Bool {
        report.verdict == .indeterminate && report.findings == [refusal(.revocationUnavailable)]
            && report.level == .timestamped
    }

    @Test("by a responder that says good counts for nothing") func goodResponse() throws {
        #expect(forgets(try report(responses: [AnswerFault(thisUpdate: end + 10)])))
    }

    @Test("by a list that does not name it counts for nothing") func goodList() throws {
        #expect(forgets(try report(lists: [list()])))
    }

    @Test("counts where the responder remembers certificates that ended then", arguments: [0.0, -3600])
    func archive(_ offset: Double) throws {
        let report = try report(responses: [AnswerFault(thisUpdate: end + 10, archiveCutoff: end + offset)])
        #expect(report.verdict == .valid && report.level == .longTerm)
    }

    @Test("counts where the list keeps certificates that ended then", arguments: [0.0, -3600])
    func keptList(_ offset: Double) throws {
        let report = try report(lists: [list(expiredSince: end + offset)])
        #expect(report.verdict == .valid && report.level == .longTerm)
    }

    @Test("counts for nothing where only those are remembered that ended later") func laterOnly() throws {
        #expect(forgets(try report(responses: [AnswerFault(thisUpdate: end + 10, archiveCutoff: end + 1)])))
        #expect(forgets(try report(lists: [list(expiredSince: end + 1)])))
    }

    @Test("that says revoked counts all the same") func revoked() throws {
        let fault = AnswerFault(revokedSince: TestTime.now - 10, thisUpdate: end + 10)
        for report in [try report(responses: [fault]), try report(lists: [list(revoked: TestTime.now - 10)])] {
            #expect(report.verdict == .invalid && report.findings == [refusal(.certificateRevoked)])
        }
    }

    @Test("leaves one from before the end as good as it was") func before() throws {
        let report = try report(
            responses: [AnswerFault(thisUpdate: end + 10), AnswerFault(thisUpdate: TestTime.now + 5)]
        )
        #expect(report.verdict == .valid && report.level == .longTerm)
    }

    @Test("remembers nothing where it cannot be read since when it does, and says the same otherwise")
    func unreadable() throws {
        let item = TestCertificate.make("2.5.29.60", .integer(1))
        let der = try ca.list(by: ca.issuer, key: ca.issuerKey, extensions: [item])
        #expect(try RevocationList(der: der).answer(about: person, issuer: ca.issuer).status == .good)
        let ended = try ca.list(by: ca.issuer, key: ca.issuerKey, thisUpdate: end + 10, extensions: [item])
        #expect(forgets(try report(lists: [ended])))
    }

    @Test("by a responder of which nobody can read since when it remembers counts for nothing, and before it does")
    func unreadableResponse() throws {
        let running = try report(responses: [AnswerFault(thisUpdate: TestTime.now + 5, hasUnreadableCutoff: true)])
        #expect(running.verdict == .valid && running.level == .longTerm)
        #expect(forgets(try report(responses: [AnswerFault(thisUpdate: end + 10, hasUnreadableCutoff: true)])))
    }
}
