import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What the validator says about signatures as they should be.
@Suite("The validator reports") struct ValidatorTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func report(
        _ message: SignedData,
        _ material: ValidationMaterial = ValidationMaterial(),
        at now: Date = TestTime.now + 60
    ) -> SignatureReport {
        ca.validator.validate(message, content: .bytes(content), material: material, at: now)
    }

    @Test("B-B, valid with answers from beside it") func baseline() throws {
        let report = report(try make.baseline(content), try make.material())
        #expect(report.verdict == .valid && report.level == .baseline && report.findings.isEmpty)
        #expect(report.signer == ca.person && report.claimedTime == TestTime.now && report.provenTime == nil)
        #expect(report.path?.certificates == [ca.person, ca.issuer, ca.root])
        #expect(report.qualification == .claimsQualifiedSignature && report.scheme == SignatureScheme(.rsa, .sha256))
    }

    @Test("B-B, indeterminate without any answer about revocation") func noAnswer() throws {
        let report = report(try make.baseline(content))
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.revocationUnavailable)])
    }

    @Test("B-T") func timestamped() throws {
        let report = report(try make.timestamped(content), try make.material())
        #expect(report.verdict == .valid && report.level == .timestamped && report.provenTime == TestTime.now)
        #expect(report.timestamps.map(\.authority) == [ca.authority])
    }

    @Test("B-LT, without anything from beside it") func longTerm() throws {
        let report = report(try make.longTerm(content))
        #expect(report.verdict == .valid && report.level == .longTerm && report.findings.isEmpty)
        #expect(report.revocation.count == 2 && report.revocation.allSatisfy { $0.status == .good })
    }

    @Test("B-LT where the material stands in the file around it") func longTermOutside() throws {
        let report = ca.validator.validate(
            try make.timestamped(content),
            content: .bytes(content),
            material: try make.material(),
            isEmbedded: true,
            at: TestTime.now + 60
        )
        #expect(report.level == .longTerm)
    }

    @Test("B-LTA") func archival() throws {
        let report = report(try make.archival(content))
        #expect(report.verdict == .valid && report.level == .archival && report.timestamps.count == 2)
    }

    private func stamped(_ message: SignedData, at time: Date = TestTime.now + 30) throws -> SignedData {
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint, time: time)
        return try message.adding(archiveTimestamp: timestamp, over: imprint)
    }

    @Test("B-LT where the answers came after the archive timestamp") func answersLater() throws {
        let message = try stamped(make.timestamped(content)).adding(make.material())
        #expect(report(message).verdict == .valid && report(message).level == .longTerm)
        let renewed = try stamped(message, at: TestTime.now + 40)
        #expect(report(renewed).verdict == .valid && report(renewed).level == .archival)
    }

    @Test("B-LT where the timestamp over the signature came after the archive timestamp") func timestampLater() throws {
        let message = try stamped(make.baseline(content).adding(make.material()))
        let timestamp = try ca.verifiedTimestamp(message.signatureImprint(), time: TestTime.now + 40)
        let report = report(try message.adding(signatureTimestamp: timestamp))
        #expect(report.verdict == .valid && report.level == .longTerm)
    }

    @Test("a timestamp by an authority that expired as good only where an archive timestamp covers it")
    func expiredTimestamp() throws {
        var plan = TestAuthority.authorityPlan
        plan.notAfter = TestTime.now + 45
        let authority = try ca.issue(plan, key: ca.authorityKey)
        let message = try make.baseline(content).adding(make.material())
        let request = try TimestampRequest(imprint: message.signatureImprint(), algorithm: .sha256)
        let response = try ca.timestamp(request, TimestampFault(certificate: authority))
        let timestamp = try ca.rules.token(from: TimestampResponse(der: response), to: request, at: TestTime.now)
        let covered = report(try stamped(message.adding(signatureTimestamp: timestamp)))
        #expect(covered.verdict == .valid && covered.provenTime == TestTime.now)
        let late = report(try stamped(message).adding(signatureTimestamp: timestamp))
        #expect(late.verdict == .indeterminate && late.findings == [refusal(.timestampFailed)])
        #expect(late.provenTime == TestTime.now + 30)
    }

    @Test("an archive timestamp by an authority that expired as good only where the next one covers it")
    func expiredArchive() throws {
        var plan = TestAuthority.authorityPlan
        plan.notAfter = TestTime.now + 45
        let authority = try ca.issue(plan, key: ca.authorityKey)
        let message = try make.longTerm(content)
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let request = try TimestampRequest(imprint: imprint.imprint, algorithm: .sha256)
        let response = try ca.timestamp(request, TimestampFault(certificate: authority))
        let timestamp = try ca.rules.token(from: TimestampResponse(der: response), to: request, at: TestTime.now)
        let first = try message.adding(archiveTimestamp: timestamp, over: imprint)
        #expect(report(try stamped(first)).verdict == .valid)
        // The newer one says nothing of the older one, which was put beside it afterwards.
        var apart = try stamped(message)
        apart.signers[0].unsignedAttributes += try first.onlySigner().unsignedAttributes.filter {
            $0.type == .archiveTimestampV3
        }
        let alone = report(apart)
        #expect(alone.leftOut == [refusal(.timestampFailed)] && alone.timestamps.count == 2)
        #expect(report(first).findings == [refusal(.timestampFailed)])
    }

    @Test("B-LTA that was renewed") func renewed() throws {
        let message = try make.archival(content)
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint, time: TestTime.now + 90)
        let renewed = try message.adding(archiveTimestamp: timestamp, over: imprint)
        let report = report(renewed, at: TestTime.now + 120)
        #expect(report.verdict == .valid && report.level == .archival && report.timestamps.count == 3)
    }

    @Test("a signer who was revoked after the proven time as valid") func revokedLater() throws {
        let message = try make.timestamped(content).adding(make.material(revoked: TestTime.now + 20))
        #expect(report(message).verdict == .valid)
    }

    @Test("a signer who was revoked before as invalid") func revokedBefore() throws {
        let message = try make.timestamped(content).adding(make.material(revoked: TestTime.now - 20))
        let report = report(message)
        #expect(report.verdict == .invalid && report.findings == [refusal(.certificateRevoked)])
    }

    @Test("a signer who was revoked, where nothing proves when, as indeterminate") func revokedWithoutProof() throws {
        let report = report(try make.baseline(content), try make.material(revoked: TestTime.now - 20))
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.certificateRevoked)])
    }

    @Test("a signer revoked in one answer and good in another as revoked") func twoAnswers() throws {
        var material = try make.material()
        material.merge(try make.material(revoked: TestTime.now - 20))
        #expect(report(try make.timestamped(content), material).findings == [refusal(.certificateRevoked)])
    }

    @Test("a signature inside a PDF without a time of its own") func pades() throws {
        let digest = try DigestAlgorithm.sha256.digest(content)
        let report = ca.validator.validate(
            try make.baseline(content, profile: .pades),
            content: .digests([.sha256: digest]),
            profile: .pades,
            material: try make.material(),
            at: TestTime.now
        )
        #expect(report.verdict == .valid && report.claimedTime == nil)
    }

    @Test("a PDF's signer who was revoked after a timestamp over the whole file as valid") func provenOutside() throws {
        let message = try make.baseline(content)
        let material = try make.material(revoked: TestTime.now + 20)
        let report = ca.validator.validate(
            message,
            content: .bytes(content),
            material: material,
            existedAt: TestTime.now + 10,
            at: TestTime.now + 60
        )
        #expect(report.verdict == .valid && report.provenTime == TestTime.now + 10 && report.level == .baseline)
        #expect(self.report(message, material).findings == [refusal(.certificateRevoked)])
    }

    @Test("content inside the message") func enveloping() throws {
        let prepared = try CAdESBuilder(certificate: ca.person).prepare(enveloping: content, signingTime: TestTime.now)
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let good = ca.validator.validate(message, content: .enveloped, material: try make.material(), at: TestTime.now)
        #expect(good.verdict == .valid)
        let other = ca.validator.validate(
            message,
            content: .bytes(content),
            material: try make.material(),
            at: TestTime.now
        )
        #expect(other.findings == [refusal(.contentChanged)])
    }

    @Test("a certificate that expired in the meantime as valid at B-LTA and indeterminate at B-B") func expired() throws
    {
        // The authorities live longer than the person, so the archive timestamp still holds.
        var plan = TestAuthority.personPlan
        plan.notAfter = TestTime.now + 45
        let person = try ca.issue(plan, key: ca.personKey)
        let builder = try CAdESBuilder(certificate: person, chain: [ca.issuer])
        let prepared = try builder.prepare(
            contentDigest: DigestAlgorithm.sha256.digest(content),
            signingTime: TestTime.now
        )
        let plain = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        var material = try make.material()
        material.responses.append(try ca.ocsp(about: person, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)))
        let later = TestTime.now + 60
        #expect(report(plain, material, at: later).findings == [refusal(.certificateExpired)])
        let stamped = try plain.adding(signatureTimestamp: ca.verifiedTimestamp(plain.signatureImprint()))
        #expect(report(stamped, material, at: later).verdict == .valid)
    }
}
