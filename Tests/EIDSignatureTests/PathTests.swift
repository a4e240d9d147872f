import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Paths from a certificate to an anchor.
@Suite("A path") struct PathTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    @Test("is found through the issuer") func found() throws {
        let path = try ca.anchors.path(for: ca.person, through: [ca.curve, ca.issuer], at: TestTime.now)
        #expect(path.certificates == [ca.person, ca.issuer, ca.root] && path.intermediates == [ca.issuer])
        #expect(path.links.map(\.issuer) == [ca.issuer, ca.root])
    }

    @Test("may end at an issuer that is an anchor itself") func anchoredIssuer() throws {
        let path = try TrustAnchors([ca.issuer]).path(for: ca.person, at: TestTime.now)
        #expect(path.certificates == [ca.person, ca.issuer])
    }

    @Test("ends at once where the certificate itself is trusted, whoever issued it") func anchoredLeaf() throws {
        let path = try TrustAnchors([ca.person]).path(for: ca.person, through: [ca.issuer, ca.root], at: TestTime.now)
        #expect(path.certificates == [ca.person])
    }

    @Test("without its issuer is refused") func missingIssuer() {
        #expect(throws: refusal(.certificateUntrusted)) { try ca.anchors.path(for: ca.person, at: TestTime.now) }
    }

    @Test("to a root that nobody trusts is refused") func strangeRoot() {
        #expect(throws: refusal(.certificateUntrusted)) {
            try TrustAnchors([]).path(for: ca.person, through: [ca.issuer, ca.root], at: TestTime.now)
        }
    }

    @Test("outside the certificates' lives is refused", arguments: [TestTime.start - 1, TestTime.end + 1])
    func expired(date: Date) {
        #expect(throws: refusal(.certificateExpired)) {
            try ca.anchors.path(for: ca.person, through: [ca.issuer], at: date)
        }
    }

    @Test("with a forged certificate is refused") func forged() throws {
        let forged = try TestAuthority.personPlan.issue(
            key: ca.personKey,
            by: ca.curveKey,
            issuer: DERElement(encoded: ca.issuer.subject.der)
        )
        #expect(throws: SignatureError.self) {
            try ca.anchors.path(for: forged, through: [ca.issuer], at: TestTime.now)
        }
    }

    @Test("through somebody who is no authority is refused") func notAnAuthority() throws {
        let child = try TestAuthority.personPlan.issue(
            key: ca.personKey,
            by: ca.curveKey,
            issuer: DERElement(encoded: ca.curve.subject.der)
        )
        #expect(throws: SignatureError.self) {
            try ca.anchors.path(for: child, through: [ca.curve, ca.issuer], at: TestTime.now)
        }
    }

    @Test("for timestamps by a certificate that is not for them is refused") func purpose() {
        #expect(throws: refusal(.certificateUnsuitable)) {
            try ca.anchors.path(for: ca.person, through: [ca.issuer], at: TestTime.now, purpose: .timestamping)
        }
    }

    // MARK: Policies

    /// A person below an authority that demands a policy from the next certificate on (RFC 5280 §4.2.1.11).
    private func constrained(_ policies: [OID]) throws -> (person: Certificate, issuer: Certificate) {
        var plan = TestCertificate(serial: 40, name: [(.commonName, "Strict Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        plan.extras = [
            TestCertificate.make("2.5.29.36", .sequence(.implicit(0, primitive: [0])), critical: true),
            TestCertificate.make(.certificatePolicies, .sequence(.sequence(.oid("1.3.6.1.4.1.99999.1")))),
        ]
        let issuer = try plan.issue(key: ca.curveKey, by: ca.rootKey, issuer: DERElement(encoded: ca.root.subject.der))
        var person = TestCertificate(serial: 41, name: [(.commonName, "Ada Example")])
        if !policies.isEmpty {
            let items = policies.map { DERElement.sequence(.oid($0)) }
            person.extras = [TestCertificate.make(.certificatePolicies, .sequence(items))]
        }
        let name = DERElement(encoded: issuer.subject.der)
        return (try person.issue(key: ca.personKey, by: ca.curveKey, issuer: name), issuer)
    }

    @Test(
        "to a certificate without the policy that its issuer demands is refused",
        arguments: [[], ["1.3.6.1.4.1.99999.2"]] as [[OID]]
    )
    func demandedPolicy(policies: [OID]) throws {
        let (person, issuer) = try constrained(policies)
        #expect(throws: refusal(.certificateInvalid)) {
            try ca.anchors.path(for: person, through: [issuer], at: TestTime.now)
        }
    }

    @Test("to a certificate with the policy that its issuer demands is found") func givenPolicy() throws {
        let (person, issuer) = try constrained(["1.3.6.1.4.1.99999.1"])
        let path = try ca.anchors.path(for: person, through: [issuer], at: TestTime.now)
        #expect(path.certificates == [person, issuer, ca.root])
    }

    // MARK: Several issuers

    /// Certificates of the issuer's name and key by strangers, which lead nowhere.
    private func crossCertificates(_ count: UInt64) throws -> [Certificate] {
        try (0..<count).map { number in
            var plan = TestCertificate(serial: 500 + number, name: [(.country, "BE"), (.commonName, "Test Issuer")])
            plan.isAuthority = true
            plan.keyUsage = [.certificateSigning, .listSigning]
            let stranger = DERElement.sequence(
                .set(of: [.sequence(.oid(.commonName), .utf8("Foreign Root \(number)"))])
            )
            return try plan.issue(key: ca.issuerKey, by: ca.strangerKey, issuer: stranger)
        }
    }

    @Test("is found behind a certificate of its issuer by a root that nobody trusts", arguments: [1, 2, 7] as [UInt64])
    func crossCertificate(count: UInt64) throws {
        let cross = try crossCertificates(count)
        for intermediates in [cross + [ca.issuer], [ca.issuer] + cross] {
            let path = try ca.anchors.path(for: ca.person, through: intermediates, at: TestTime.now)
            #expect(path.certificates == [ca.person, ca.issuer, ca.root])
        }
    }

    @Test("is found where the root that nobody trusts is there as well") func foreignRoot() throws {
        var plan = TestCertificate(serial: 1, name: [(.commonName, "Foreign Root")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let foreign = try plan.issue(key: ca.strangerKey, by: ca.strangerKey, issuer: plan.subject)
        plan.name = [(.country, "BE"), (.commonName, "Test Issuer")]
        let cross = try plan.issue(
            key: ca.issuerKey,
            by: ca.strangerKey,
            issuer: DERElement(encoded: foreign.subject.der)
        )
        let path = try ca.anchors.path(for: ca.person, through: [cross, foreign, ca.issuer], at: TestTime.now)
        #expect(path.certificates == [ca.person, ca.issuer, ca.root])
    }

    @Test("is found behind a forged certificate of its issuer") func forgedIssuer() throws {
        var plan = TestCertificate(serial: 600, name: [(.country, "BE"), (.commonName, "Test Issuer")])
        plan.isAuthority = true
        plan.keyUsage = [.certificateSigning, .listSigning]
        let forged = try plan.issue(
            key: ca.issuerKey,
            by: ca.strangerKey,
            issuer: DERElement(encoded: ca.root.subject.der)
        )
        let path = try ca.anchors.path(for: ca.person, through: [forged, ca.issuer], at: TestTime.now)
        #expect(path.certificates == [ca.person, ca.issuer, ca.root])
    }

    @Test("is not looked for among more issuers of one name than there are in earnest") func tooMany() throws {
        let cross = try crossCertificates(20)
        #expect(throws: refusal(.certificateUntrusted)) {
            try ca.anchors.path(for: ca.person, through: cross + [ca.issuer], at: TestTime.now)
        }
    }
}
