import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// An issuer with two certificates of one name and key, of which one was revoked.
@Suite("A key with two certificates") struct KeyRevocationTests {
    private let ca: TestAuthority
    private let make: TestSignature
    private let twin: Certificate
    private let content: [UInt8] = Array("content".utf8)

    init() throws {
        ca = try TestAuthority()
        make = TestSignature(ca)
        twin = try Self.twin(ca, by: ca.rootKey, ca.root)
    }

    private static func twin(_ ca: TestAuthority, by key: TestKey, _ issuer: Certificate) throws -> Certificate {
        var plan = TestCertificate(serial: 77, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        return try plan.issue(key: ca.issuerKey, by: key, issuer: DERElement(encoded: issuer.subject.der))
    }

    /// The root's word about an issuer's certificate.
    private func word(_ certificate: Certificate, revoked reason: UInt8?? = nil, since: Double = -20) throws -> [UInt8]
    {
        var fault = AnswerFault(thisUpdate: TestTime.now, key: ca.rootKey, certificate: ca.root)
        if let reason { (fault.revokedSince, fault.reason) = (TestTime.now + since, reason) }
        return try ca.ocsp(about: certificate, by: ca.root, fault)
    }

    /// A signature that existed in time, with these certificates of issuers and answers about them.
    private func report(
        _ certificates: [Certificate],
        _ answers: [[UInt8]],
        _ change: (inout SignedData) throws -> Void = { _ in }
    ) throws -> SignatureReport {
        var material = try make.material()
        material.lists = []
        material.responses += answers
        material.certificates = certificates + [ca.root]
        var message = try make.baseline(content)
        message.certificates = [ca.person]
        try change(&message)
        // Nobody knows issuers by heart here.
        let validator = SignatureValidator(anchors: ca.anchors, timestamps: TimestampRules(anchors: ca.anchors))
        return validator.validate(
            message,
            content: .bytes(content),
            material: material,
            existedAt: TestTime.now + 10,
            at: TestTime.now + 60
        )
    }

    @Test("is as bad as the one that was revoked for theft, in whatever order", arguments: [1, 2, 10] as [UInt8])
    func stolen(reason: UInt8) throws {
        let answers = [try word(ca.issuer, revoked: reason), try word(twin)]
        for certificates in [[ca.issuer, twin], [twin, ca.issuer]] {
            let report = try report(certificates, answers)
            #expect(report.verdict == .invalid && report.findings.contains(refusal(.certificateRevoked)))
        }
    }

    @Test("is in doubt where no reason is given, in whatever order") func noReason() throws {
        let answers = [try word(ca.issuer, revoked: .some(nil)), try word(twin)]
        for certificates in [[ca.issuer, twin], [twin, ca.issuer]] {
            #expect(try report(certificates, answers).verdict != .valid)
        }
    }

    @Test("holds by the other certificate where one was given up, in whatever order", arguments: [3, 4, 5] as [UInt8])
    func givenUp(reason: UInt8) throws {
        let answers = [try word(ca.issuer, revoked: reason), try word(twin)]
        for certificates in [[ca.issuer, twin], [twin, ca.issuer]] {
            let report = try report(certificates, answers)
            #expect(report.verdict == .valid, "\(report.findings)")
            #expect(report.path?.certificates == [ca.person, twin, ca.root])
        }
        #expect(try report([ca.issuer], answers).findings.contains(refusal(.certificateRevoked)))
    }

    /// Certificates with the issuer's key by somebody who has nothing to say.
    private func worthless(_ count: Int) throws -> [Certificate] {
        try (0..<count).map { number in
            var plan = TestCertificate(serial: UInt64(500 + number), name: [(.commonName, "Worthless \(number)")])
            plan.isAuthority = true
            plan.keyUsage = [.certificateSigning, .listSigning]
            let name = TestCertificate(serial: 1, name: [(.commonName, "Stranger")]).subject
            return try plan.issue(key: ca.issuerKey, by: ca.strangerKey, issuer: name)
        }
    }

    @Test("is as bad behind any number of worthless certificates with it") func hidden() throws {
        let answers = [try word(ca.issuer), try word(twin, revoked: 1)]
        let report = try report([ca.issuer] + worthless(40) + [twin], answers)
        #expect(report.findings.contains(refusal(.certificateRevoked)), "\(report.findings)")
    }

    @Test("is not known to be good where too many certificates with it were revoked, by whomever") func tooMany() throws
    {
        var plan = TestCertificate(serial: 1, name: [(.commonName, "Stranger")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let stranger = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        let twins = try worthless(17)
        var fault = AnswerFault(revokedSince: TestTime.now - 20, reason: 1, thisUpdate: TestTime.now)
        (fault.key, fault.certificate) = (ca.strangerKey, stranger)
        let said = try twins.map { try ca.ocsp(about: $0, by: stranger, fault) }
        let few = try report([ca.issuer, stranger] + twins.dropLast(), [word(ca.issuer)] + said)
        #expect(few.verdict == .valid, "\(few.findings)")
        let many = try report([ca.issuer, stranger] + twins, [word(ca.issuer)] + said)
        #expect(many.verdict == .indeterminate, "\(many.findings)")
    }

    @Test("holds where it was stolen after the signature") func stolenLater() throws {
        #expect(try report([twin, ca.issuer], [word(ca.issuer, revoked: 1, since: 20), word(twin)]).verdict == .valid)
    }

    @Test("of a timestamp authority's issuer is as bad as well", arguments: [true, false]) func authority(
        isStolen: Bool
    )
        throws
    {
        let answers = [try word(ca.issuer, revoked: isStolen ? 1 : 4), try word(twin)]
        let report = try report([ca.issuer, twin], answers) { message in
            let request = try TimestampRequest(imprint: message.signatureImprint())
            let response = try TimestampResponse(der: ca.timestamp(request, TimestampFault(issuers: [twin])))
            let token = CMSAttribute(.signatureTimestamp, DERElement(encoded: response.token.der))
            message.signers[0].unsignedAttributes = [token]
        }
        #expect(report.findings.contains(refusal(.timestampFailed)) == isStolen, "\(report.findings)")
    }

    @Test("is found where only the other certificate has an answer") func otherAnswered() throws {
        for certificates in [[ca.issuer, twin], [twin, ca.issuer]] {
            #expect(try report(certificates, [word(twin)]).verdict == .valid)
        }
    }

    @Test("of an anchor is bad only where it was stolen", arguments: [1, 2, nil, 4] as [UInt8?]) func anchor(
        reason: UInt8?
    ) throws {
        var plan = TestCertificate(serial: 1, name: [(.commonName, "Other Root")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let other = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        plan.serial = 2
        plan.name = [(.commonName, "Test Root")]
        let cross = try plan.issue(
            key: ca.rootKey,
            by: ca.strangerKey,
            issuer: DERElement(encoded: other.subject.der)
        )
        var fault = AnswerFault(revokedSince: TestTime.now - 20, reason: reason, thisUpdate: TestTime.now)
        (fault.key, fault.certificate) = (ca.strangerKey, other)
        var material = try make.material()
        material.certificates += [cross]
        material.responses.append(try ca.ocsp(about: cross, by: other, fault))
        let report = SignatureValidator(anchors: TrustAnchors([ca.root, other]), timestamps: ca.rules).validate(
            try make.baseline(content),
            content: .bytes(content),
            material: material,
            existedAt: TestTime.now + 10,
            at: TestTime.now + 60
        )
        let isStolen = reason == 1 || reason == 2
        #expect((report.verdict == .valid) != isStolen, "\(report.findings)")
    }

    @Test("is not made bad by strangers, who can certify any key and revoke that") func strangers() throws {
        var plan = TestCertificate(serial: 1, name: [(.commonName, "Foreign Root")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let foreign = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        let cross = try Self.twin(ca, by: ca.strangerKey, foreign)
        let fault = AnswerFault(
            revokedSince: TestTime.now - 20,
            reason: 1,
            thisUpdate: TestTime.now,
            key: ca.strangerKey,
            certificate: foreign
        )
        let lie = try ca.ocsp(about: cross, by: foreign, fault)
        #expect(try report([ca.issuer, cross, foreign], [word(ca.issuer), lie]).verdict == .valid)
        // Nor by a number of the root's that belongs to another certificate.
        let forged = try Self.twin(ca, by: ca.strangerKey, ca.root)
        #expect(try report([ca.issuer, forged], [word(ca.issuer), word(forged, revoked: 1)]).verdict == .valid)
    }
}
