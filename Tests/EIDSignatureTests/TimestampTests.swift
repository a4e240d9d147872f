import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// One thing wrong with a timestamp is one refusal.
@Suite("A timestamp") struct TimestampTests {
    private let ca: TestAuthority
    private let request: TimestampRequest

    init() throws {
        ca = try TestAuthority()
        request = try TimestampRequest(imprint: DigestAlgorithm.sha256.digest([1]), policy: "1.2.3.4")
    }

    @discardableResult private func verify(
        _ fault: TimestampFault = TimestampFault(),
        at now: Date = TestTime.now,
        _ change: (inout TimestampRules) -> Void = { _ in }
    ) throws -> VerifiedTimestamp {
        var rules = ca.rules
        change(&rules)
        return try rules.token(from: TimestampResponse(der: ca.timestamp(request, fault)), to: request, at: now)
    }

    private func refuses(_ fault: TimestampFault, at now: Date = TestTime.now) {
        #expect(throws: refusal(.timestampFailed)) { try verify(fault, at: now) }
    }

    private func authority(_ change: (inout TestCertificate) -> Void) throws -> Certificate {
        var plan = TestAuthority.authorityPlan
        change(&plan)
        return try ca.issue(plan, key: ca.authorityKey)
    }

    @Test("is taken when it is as asked for") func good() throws {
        let timestamp = try verify()
        #expect(timestamp.time == TestTime.now && timestamp.path.certificates.last == ca.root)
        #expect(timestamp.token.info.policy == "1.2.3.4" && timestamp.token.info.accuracy == 1)
    }

    @Test("with a critical extension is refused, and with another taken") func critical() throws {
        func fault(isCritical: Bool) -> TimestampFault {
            TimestampFault(extensions: [TestCertificate.make("1.2.3.4", .null, critical: isCritical)])
        }
        try verify(fault(isCritical: false))
        #expect(throws: SignatureError.self) { try verify(fault(isCritical: true)) }
    }

    @Test("with another nonce is refused") func nonce() { refuses(TimestampFault(nonce: [1, 2, 3])) }

    @Test("over another digest is refused") func imprint() throws {
        refuses(TimestampFault(imprint: try DigestAlgorithm.sha256.digest([2])))
    }

    @Test("under another policy than asked for is refused") func policy() throws {
        let other = try TimestampRequest(
            imprint: request.imprint,
            algorithm: .sha256,
            policy: "1.2.3.5",
            nonce: request.nonce
        )
        #expect(throws: refusal(.timestampFailed)) {
            try ca.rules.token(from: TimestampResponse(der: ca.timestamp(other)), to: request, at: TestTime.now)
        }
    }

    @Test("under a policy we do not accept is refused") func unacceptedPolicy() {
        #expect(throws: refusal(.timestampFailed)) { try verify { $0.policies = ["1.2.3.9"] } }
    }

    @Test("of a clock that is behind or ahead is refused") func clock() {
        refuses(TimestampFault(time: TestTime.now - 600))
        refuses(TimestampFault(time: TestTime.now + 600))
    }

    @Test("of a clock that is far off and says so is refused") func inaccurate() throws {
        #expect(throws: Never.self) { try verify(TimestampFault(time: TestTime.now - 90, accuracy: 30)) }
        refuses(TimestampFault(time: TestTime.now - 600, accuracy: 3600))
        refuses(TimestampFault(time: TestTime.now + 600, accuracy: 3600))
    }

    @Test("is taken although a bystander's certificate of the same issuer and number comes along") func bystander()
        throws
    {
        // The one or the other is first by its encoding.
        for key in [ca.strangerKey, ca.responderKey, ca.personKey] {
            let twin = try ca.issue(TestAuthority.authorityPlan, key: key)
            #expect(try verify(TimestampFault(issuers: [ca.issuer, twin])).path.certificates.first == ca.authority)
        }
    }

    @Test("that was not granted is refused") func rejected() { refuses(TimestampFault(status: 2)) }

    @Test("by a certificate for other purposes is refused") func purpose() throws {
        refuses(TimestampFault(certificate: try authority { $0.purposes = [] }))
        refuses(TimestampFault(certificate: try authority { $0.purposes = [.ocspSigning] }))
    }

    @Test("by a certificate for further purposes is refused") func furtherPurpose() throws {
        refuses(TimestampFault(certificate: try authority { $0.purposes = [.timeStamping, .ocspSigning] }))
    }

    @Test("by a certificate whose purpose is not critical is refused") func notCritical() throws {
        refuses(TimestampFault(certificate: try authority { $0.purposesAreCritical = false }))
    }

    @Test("by an expired certificate is refused") func expired() throws {
        refuses(TimestampFault(certificate: try authority { $0.notAfter = TestTime.now - 1 }))
    }

    @Test("by an authority below nobody we trust is refused") func untrusted() throws {
        let stranger = try TestAuthority.authorityPlan.issue(
            key: ca.authorityKey,
            by: ca.strangerKey,
            issuer: .sequence(.set(of: [.sequence(.oid(.commonName), .utf8("Stranger"))]))
        )
        refuses(TimestampFault(certificate: stranger))
    }

    @Test("signed by another key is refused") func forged() { refuses(TimestampFault(key: ca.curveKey)) }

    @Test("that names another certificate is refused") func named() throws {
        refuses(TimestampFault(named: try authority { $0.serial = 999 }))
    }

    @Test("of an authority whose issuer has a certificate by a stranger as well is taken") func crossCertificate()
        throws
    {
        var plan = TestCertificate(serial: 500, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let stranger = DERElement.sequence(.set(of: [.sequence(.oid(.commonName), .utf8("Foreign Root"))]))
        let cross = try plan.issue(key: ca.issuerKey, by: ca.strangerKey, issuer: stranger)
        let timestamp = try verify(TimestampFault(issuers: [cross]))
        #expect(timestamp.path.certificates == [ca.authority, ca.issuer, ca.root])
    }

    @Test("answer with bytes behind it is refused") func trailing() throws {
        let der = try ca.timestamp(request)
        #expect(throws: refusal(.malformed)) { try TimestampResponse(der: der + [0]) }
    }

    @Test("over another signature is not embedded") func otherSignature() throws {
        let message = try TestSignature(ca).baseline([1])
        let timestamp = try ca.verifiedTimestamp(DigestAlgorithm.sha256.digest([3]))
        #expect(throws: refusal(.timestampFailed)) { try message.adding(signatureTimestamp: timestamp) }
    }

    @Test("padded with zeros, as in a PDF, is the same; with anything else it is refused") func padding() throws {
        let token = try verify().token
        #expect(try TimestampToken(padded: token.der + [0, 0]) == token)
        #expect(throws: refusal(.malformed)) { try TimestampToken(padded: token.der + [0, 1]) }
    }
}
