import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Timestamps that somebody added, and certificates and answers in less usual places.
@Suite("What stands in a message beside a signature") struct AddedTimestampTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
    }

    private func report(_ message: SignedData, intermediates: [Certificate]? = nil) -> SignatureReport {
        var rules = ca.rules
        if let intermediates { rules.intermediates = intermediates }
        let validator = SignatureValidator(anchors: ca.anchors, timestamps: rules)
        return validator.validate(message, content: .bytes(content), at: TestTime.now + 60)
    }

    /// A timestamp of an authority that nobody trusts.
    private func foreign(over message: SignedData) throws -> CMSAttribute {
        var plan = TestAuthority.authorityPlan
        plan.serial = 900
        plan.name = [(.commonName, "Foreign Timestamps")]
        let stranger = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        return try token(over: message, TimestampFault(certificate: stranger, key: ca.strangerKey, issuers: []))
    }

    private func token(over message: SignedData, _ fault: TimestampFault) throws -> CMSAttribute {
        let request = try TimestampRequest(imprint: message.signatureImprint())
        let response = try TimestampResponse(der: ca.timestamp(request, fault))
        return CMSAttribute(.signatureTimestamp, DERElement(encoded: response.token.der))
    }

    @Test("a timestamp by somebody unknown takes nothing from one that holds, in whatever order", arguments: [0, 1])
    func unknownBeside(place: Int) throws {
        var message = try make.longTerm(content)
        message.signers[0].unsignedAttributes.insert(try foreign(over: message), at: place)
        let report = report(message)
        #expect(report.verdict == .valid && report.level == .longTerm, "\(report.findings)")
        #expect(report.leftOut == [refusal(.timestampFailed)] && report.timestamps.count == 1)
    }

    @Test("a timestamp by somebody unknown alone proves nothing") func unknownAlone() throws {
        var message = try make.longTerm(content)
        message.signers[0].unsignedAttributes = [try foreign(over: message)]
        let report = report(message)
        #expect(report.verdict == .indeterminate && report.findings.contains(refusal(.timestampFailed)))
        #expect(report.leftOut.isEmpty && report.provenTime == nil)
    }

    @Test("a timestamp over something else is refused beside one that holds") func broken() throws {
        var message = try make.longTerm(content)
        let fault = TimestampFault(imprint: [UInt8](repeating: 1, count: 32))
        message.signers[0].unsignedAttributes.append(try token(over: message, fault))
        #expect(report(message).findings == [refusal(.timestampFailed)])
    }

    @Test("a timestamp's issuer is found in the message around it") func issuerOutside() throws {
        var message = try make.longTerm(content)
        message.signers[0].unsignedAttributes = [try token(over: message, TimestampFault(issuers: []))]
        #expect(report(message, intermediates: []).verdict == .valid, "\(report(message, intermediates: []).findings)")
        message.certificates.removeAll { $0 == ca.issuer }
        #expect(report(message, intermediates: []).verdict != .valid)
    }

    private func next(_ cursor: inout DERCursor) throws -> (encoded: ArraySlice<UInt8>, content: DERCursor) {
        let element = cursor.next()
        return try #require(element)
    }

    /// Answers without the response around them: id-pkix-ocsp-basic.
    private func basic(_ message: SignedData) throws -> SignedData {
        var changed = message
        changed.revocations = try message.revocations.map { element in
            guard element.bytes.first == 0xA1 else { return element }
            var choice = DERCursor(element.bytes)
            var format = try next(&choice).content
            _ = format.next()
            var response = try next(&format).content
            _ = response.next()
            var wrapper = try next(&response).content
            var inside = try next(&wrapper).content
            _ = inside.next()
            var octets = try next(&inside).content
            let answer = try next(&octets).encoded
            return .implicit(1, [.oid(.ocspBasic), DERElement(encoded: Array(answer))])
        }
        return changed
    }

    @Test("a responder's answer is read without the response around it, good or revoked") func basicAnswer() throws {
        let good = report(try basic(make.longTerm(content)))
        #expect(good.verdict == .valid && good.level == .longTerm, "\(good.findings)")
        let revoked = try make.timestamped(content).adding(make.material(revoked: TestTime.now - 60))
        #expect(report(try basic(revoked)).findings.contains(refusal(.certificateRevoked)))
    }
}
