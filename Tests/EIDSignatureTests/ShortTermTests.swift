import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Certificates that live shorter than a revocation takes (ETSI EN 319 412-1 §5.2).
@Suite("A short-term certificate") struct ShortTermTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private static let mark = TestCertificate.make(.shortTermCertificate, .null)

    private func report(revoked: Date? = nil, isMarked: Bool = true) throws -> SignatureReport {
        var plan = TestAuthority.personPlan
        plan.serial = 160
        plan.extras = isMarked ? [Self.mark] : []
        let person = try ca.issue(plan, key: ca.personKey)
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer])
            .prepare(contentDigest: DigestAlgorithm.sha256.digest(content), signingTime: TestTime.now)
        let plain = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        var material = try make.material()
        material.responses.removeFirst()
        if let revoked {
            let fault = AnswerFault(revokedSince: revoked, thisUpdate: TestTime.now)
            material.responses.append(try ca.ocsp(about: person, by: ca.issuer, fault))
        }
        let message = try plain.adding(signatureTimestamp: ca.verifiedTimestamp(plain.signatureImprint()))
            .adding(material)
        return ca.validator.validate(message, content: .bytes(content), at: TestTime.now + 60)
    }

    @Test("needs no answer about revocation") func noAnswer() throws {
        let report = try report()
        #expect(report.verdict == .valid && report.level == .longTerm && report.revocation.count == 1)
        #expect(try self.report(isMarked: false).findings == [refusal(.revocationUnavailable)])
    }

    @Test("that was revoked all the same is refused") func revoked() throws {
        #expect(try report(revoked: TestTime.now - 20).findings == [refusal(.certificateRevoked)])
    }

    @Test("of an authority needs its answer") func authority() throws {
        var plan = TestCertificate(serial: 161, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        plan.extras = [Self.mark]
        let issuer = try plan.issue(
            key: ca.issuerKey,
            by: ca.rootKey,
            issuer: DERElement(encoded: ca.root.subject.der)
        )
        var material = try make.material()
        material.lists = []
        material.certificates = [issuer, ca.authority, ca.root]
        var message = try make.baseline(content)
        message.certificates = [ca.person]
        let report = ca.validator.validate(
            message,
            content: .bytes(content),
            material: material,
            at: TestTime.now + 60
        )
        #expect(report.findings == [refusal(.revocationUnavailable)])
    }
}
