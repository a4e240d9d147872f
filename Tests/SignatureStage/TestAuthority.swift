import FoundationEssentials

@testable import EIDSignature

/// A small certification authority: root, issuer, people, a timestamp authority and a responder.
struct TestAuthority {
    let rootKey: TestKey
    let issuerKey: TestKey
    let personKey: TestKey
    let curveKey: TestKey
    let authorityKey: TestKey
    let responderKey: TestKey
    let strangerKey: TestKey
    let strongKey: TestKey
    let root: Certificate
    let issuer: Certificate
    let person: Certificate
    let curve: Certificate
    let strong: Certificate
    let authority: Certificate
    let responder: Certificate

    init() throws {
        rootKey = try TestKey(TestKeys.root)
        issuerKey = try TestKey(TestKeys.issuer)
        personKey = try TestKey(TestKeys.person)
        curveKey = try TestKey(TestKeys.curve)
        authorityKey = try TestKey(TestKeys.authority)
        responderKey = try TestKey(TestKeys.responder)
        strangerKey = try TestKey(TestKeys.stranger)
        strongKey = try TestKey(TestKeys.strong)
        var plan = TestCertificate(serial: 1, name: [(.commonName, "Test Root")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        root = try plan.issue(key: rootKey, by: rootKey, issuer: plan.subject)
        plan.serial = 2
        plan.name = [(.country, "BE"), (.commonName, "Test Issuer")]
        plan.extras = [TestCertificate.listed(at: "http://crl.test/root.crl")]
        issuer = try plan.issue(key: issuerKey, by: rootKey, issuer: DERElement(encoded: root.subject.der))
        let name = DERElement(encoded: issuer.subject.der)
        person = try Self.personPlan.issue(key: personKey, by: issuerKey, issuer: name)
        var curvePlan = Self.personPlan
        curvePlan.serial = 101
        curve = try curvePlan.issue(key: curveKey, by: issuerKey, issuer: name)
        curvePlan.serial = 102
        strong = try curvePlan.issue(key: strongKey, by: issuerKey, issuer: name)
        authority = try Self.authorityPlan.issue(key: authorityKey, by: issuerKey, issuer: name)
        responder = try Self.responderPlan.issue(key: responderKey, by: issuerKey, issuer: name)
    }

    /// A person's certificate in the shape of a qualified one.
    static var personPlan: TestCertificate {
        var plan = TestCertificate(
            serial: 100,
            name: [
                (.country, "BE"), (.commonName, "Ada Example (Signature)"), (.surname, "Example"),
                (.givenName, "Ada"), (.serialNumber, "85073003328"),
            ]
        )
        plan.qualified = [
            .sequence(.oid(.qcCompliance)),
            .sequence(.oid(.qcDevice)),
            .sequence(.oid(.qcType), .sequence(.oid("0.4.0.1862.1.6.1"))),
            .sequence(.oid(.qcDisclosure), .sequence(.sequence(.ia5("https://pds.test/en.pdf"), .printable("en")))),
            .sequence(.oid(.qcRetentionPeriod), .integer(10)),
            .sequence(.oid(.qcLimitValue), .sequence(.printable("EUR"), .integer(25), .integer(3))),
        ]
        plan.extras = [
            TestCertificate.make(
                .certificatePolicies,
                .sequence(.sequence(.oid("0.4.0.194112.1.2")), .sequence(.oid("1.3.6.1.4.1.99999.1")))
            ),
            TestCertificate.make(
                .authorityInformation,
                .sequence(
                    .sequence(.oid(.ocsp), .implicit(6, primitive: Array("http://ocsp.test/".utf8))),
                    .sequence(.oid(.issuerCertificates), .implicit(6, primitive: Array("http://ca.test/i.cer".utf8)))
                )
            ),
            TestCertificate.listed(at: "http://crl.test/i.crl"),
        ]
        return plan
    }

    static var authorityPlan: TestCertificate {
        var plan = TestCertificate(serial: 200, name: [(.commonName, "Test Timestamps")])
        plan.keyUsage = .digitalSignature
        plan.purposes = [.timeStamping]
        // Some validators look for answers only where a certificate says that there are some.
        plan.extras = [TestCertificate.answered(at: "http://ocsp.test/")]
        return plan
    }

    static var responderPlan: TestCertificate {
        var plan = TestCertificate(serial: 201, name: [(.commonName, "Test Responder")])
        plan.keyUsage = .digitalSignature
        plan.purposes = [.ocspSigning]
        plan.extras = [TestCertificate.make(.ocspNoCheck, .null)]
        return plan
    }

    /// Another certificate by the issuer.
    func issue(_ plan: TestCertificate, key: TestKey) throws -> Certificate {
        try plan.issue(key: key, by: issuerKey, issuer: DERElement(encoded: issuer.subject.der))
    }

    var anchors: TrustAnchors { TrustAnchors([root]) }

    var rules: TimestampRules {
        var rules = TimestampRules(anchors: anchors)
        rules.intermediates = [issuer]
        return rules
    }

    var validator: SignatureValidator { SignatureValidator(anchors: anchors, timestamps: rules) }
}
