import EIDPDF
import FoundationEssentials
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What has not happened yet proves nothing.
@Suite("From the future") struct FutureTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)
    private let now = TestTime.now + 60

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func stamped(at time: Date) throws -> SignedData {
        let message = try make.baseline(content)
        return try message.adding(signatureTimestamp: ca.verifiedTimestamp(message.signatureImprint(), time: time))
    }

    private func report(_ message: SignedData, _ material: ValidationMaterial? = nil) throws -> SignatureReport {
        try ca.validator.validate(
            message,
            content: .bytes(content),
            material: material ?? make.material(),
            at: now
        )
    }

    @Test("a timestamp over a signature proves nothing") func signatureTimestamp() throws {
        let report = try report(stamped(at: now + 600))
        #expect(report.findings.contains(refusal(.timestampFailed)) && report.verdict != .valid)
        #expect(report.provenTime == nil && report.level == .baseline)
    }

    @Test("a timestamp within the difference of clocks is taken") func closeTimestamp() throws {
        #expect(try report(stamped(at: now + 30)).level == .timestamped)
    }

    @Test("an archive timestamp proves nothing") func archiveTimestamp() throws {
        let message = try make.longTerm(content)
        let imprint = try message.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint, time: now + 600)
        let report = try report(message.adding(archiveTimestamp: timestamp, over: imprint))
        #expect(report.findings.contains(refusal(.timestampFailed)) && report.level != .archival)
    }

    @Test("a timestamp over a token proves nothing") func tokenTimestamp() throws {
        let prepared = try JAdESBuilder(certificate: ca.person, chain: [ca.issuer])
            .prepare(Array("{}".utf8), mediaType: "json", signingTime: TestTime.now)
        let plain = try prepared.signature(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        let token = try plain.adding(ca.verifiedTimestamp(plain.imprint(), time: now + 600))
        let report = ca.validator.validate(token, material: try make.material(), at: now)
        #expect(report.findings.contains(refusal(.timestampFailed)))
        #expect(report.verdict != .valid && report.level == .baseline)
    }

    @Test("a document timestamp proves nothing") func documentTimestamp() throws {
        let document = TestDocument(ca)
        let report = SignedFile.validate(
            try document.stamped(document.longTerm(), at: now + 600),
            by: ca.validator,
            at: now
        )
        #expect(report.verdict != .valid && report.signatures[1].report.findings == [refusal(.timestampFailed)])
    }

    @Test("a responder's good counts for nothing, by either of its times") func response() throws {
        let faults = [
            AnswerFault(thisUpdate: now + 600, nextUpdate: now + 7200),
            AnswerFault(thisUpdate: TestTime.now, producedAt: now + 600),
        ]
        for fault in faults {
            var material = try make.material()
            material.responses[0] = try ca.ocsp(about: ca.person, by: ca.issuer, fault)
            let report = try report(make.timestamped(content).adding(material), ValidationMaterial())
            #expect(report.verdict == .indeterminate && report.findings == [refusal(.revocationUnavailable)])
            #expect(report.level == .timestamped)
        }
    }

    @Test("a list counts for nothing") func list() throws {
        var material = try make.material()
        material.responses.removeFirst()
        material.lists.append(try ca.list(by: ca.issuer, key: ca.issuerKey, thisUpdate: now + 600))
        let report = try report(make.timestamped(content).adding(material), ValidationMaterial())
        #expect(report.verdict == .indeterminate && report.findings == [refusal(.revocationUnavailable)])
    }

    @Test("a fresh answer that was made then is refused") func fresh() throws {
        let request = try OCSPRequest(ca.person, issuer: ca.issuer)
        let der = try ca.ocsp(request, AnswerFault(producedAt: TestTime.now + 600))
        #expect(throws: refusal(.revocationUnavailable)) {
            try OCSPResponse(der: der).answer(to: request, at: TestTime.now)
        }
    }
}
