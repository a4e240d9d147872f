import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// An archive timestamp is worth what its index names, whatever else stands in the message (ETSI EN 319 122-1 §5.5.2).
@Suite("An archive timestamp") struct ArchiveCoverageTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    /// A message at B-LT with an archive timestamp over what is left of it.
    private func archived(_ full: SignedData, _ remove: (inout SignedData) -> Void) throws -> SignedData {
        var part = full
        remove(&part)
        let imprint = try part.archiveImprint(contentDigest: DigestAlgorithm.sha256.digest(content))
        let timestamp = try ca.verifiedTimestamp(imprint.imprint, time: TestTime.now + 30)
        let stamped = try part.adding(archiveTimestamp: timestamp, over: imprint)
        var message = full
        message.signers[0].unsignedAttributes += stamped.signers[0].unsignedAttributes.filter {
            $0.type == .archiveTimestampV3
        }
        return message
    }

    private func report(_ message: SignedData, by validator: SignatureValidator? = nil) -> SignatureReport {
        (validator ?? ca.validator).validate(message, content: .bytes(content), at: TestTime.now + 60)
    }

    private func level(_ remove: (inout SignedData) -> Void) throws -> SignatureLevel? {
        let report = try report(archived(make.longTerm(content), remove))
        #expect(report.verdict == .valid && report.timestamps.contains { $0.kind == .archive })
        return report.level
    }

    @Test("over everything makes B-LTA") func everything() throws { #expect(try level { _ in } == .archival) }

    @Test("over nothing but the signature makes no B-LTA") func nothing() throws {
        let level = try level { message in
            message.certificates = []
            message.revocations = []
            message.signers[0].unsignedAttributes = []
        }
        #expect(level == .longTerm)
    }

    @Test("over no answers makes no B-LTA") func noAnswers() throws {
        #expect(try level { $0.revocations = [] } == .longTerm)
    }

    @Test("over no timestamp makes no B-LTA") func noTimestamp() throws {
        #expect(try level { $0.signers[0].unsignedAttributes = [] } == .longTerm)
    }

    @Test("over no certificates makes no B-LTA") func noCertificates() throws {
        #expect(try level { $0.certificates = [] } == .longTerm)
    }

    @Test("without one certificate of the path makes no B-LTA", arguments: [true, false]) func lacking(isSigner: Bool)
        throws
    {
        let level = try level { message in
            message.certificates.removeAll { $0 == (isSigner ? ca.person : ca.issuer) }
        }
        // The issuer stands in the timestamp over the signature as well, which is covered.
        #expect(level == (isSigner ? .longTerm : .archival))
    }

    @Test("over no certificate makes no B-LTA where the reader trusts the signer itself") func ownAnchor() throws {
        let validator = SignatureValidator(
            anchors: TrustAnchors([ca.person]),
            timestamps: TimestampRules(anchors: TrustAnchors([ca.authority]))
        )
        let full = try make.timestamped(content)
        let whole = try report(archived(full) { _ in }, by: validator)
        #expect(whole.level == .archival, "\(whole.findings)")
        #expect(try report(archived(full) { $0.certificates = [] }, by: validator).level == .longTerm)
    }

    @Test("makes no B-LT where a certificate of the path is missing in the message") func missingIssuer() throws {
        var message = try make.longTerm(content)
        message.certificates.removeAll { $0 == ca.person }
        let report = ca.validator.validate(
            message,
            content: .bytes(content),
            material: ValidationMaterial(certificates: [ca.person]),
            at: TestTime.now + 60
        )
        #expect(report.verdict == .valid && report.level == .timestamped)
    }
}
