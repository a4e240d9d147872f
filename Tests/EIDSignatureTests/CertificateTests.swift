import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Reading certificates, and the rules for signers.
@Suite("A certificate") struct CertificateTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    @Test("says who holds it and for how long") func subject() {
        #expect(ca.person.subject.commonName == "Ada Example (Signature)")
        #expect(ca.person.subject.givenName == "Ada" && ca.person.subject.surname == "Example")
        #expect(ca.person.subject.serialNumber == "85073003328" && ca.person.subject.country == "BE")
        #expect(ca.person.issuer == ca.issuer.subject && ca.person.serialNumber == [100])
        #expect(ca.person.notBefore == TestTime.start && ca.person.notAfter == TestTime.end)
        #expect(ca.person.key.kind == .rsa(bits: 2048) && ca.curve.key.kind == .p256 && ca.strong.key.kind == .p384)
    }

    @Test("says what it is for and where to ask") func extensions() {
        let extensions = ca.person.extensions
        #expect(extensions.keyUsage == .contentCommitment && extensions.critical == [.keyUsage])
        #expect(extensions.ocspURLs == ["http://ocsp.test/"] && extensions.issuerURLs == ["http://ca.test/i.cer"])
        #expect(extensions.listURLs == ["http://crl.test/i.crl"])
        #expect(extensions.policies == ["0.4.0.194112.1.2", "1.3.6.1.4.1.99999.1"])
        #expect(ca.issuer.extensions.isAuthority && !extensions.isAuthority)
        #expect(ca.authority.extensions.extendedKeyUsage == [.timeStamping])
    }

    @Test("claims to be qualified") func qualification() throws {
        let claims = try requireNotNil(ca.person.extensions.qualification)
        #expect(claims.claimsQualifiedSignature && !claims.claimsQualifiedSeal)
        #expect(claims.purposes == [.signature] && claims.retentionYears == 10)
        #expect(claims.limit == QCStatements.Limit(currency: "EUR", amount: 25, exponent: 3))
        #expect(claims.disclosures.first?.url == "https://pds.test/en.pdf")
    }

    @Test("is read without a limit, a retention or a disclosure that cannot be") func unreadableStatements() throws {
        let odd: [DERElement] = [
            .sequence(.oid(.qcDisclosure), .sequence(.sequence(.ia5("https://pds.test/é.pdf"), .printable("en")))),
            .sequence(.oid(.qcRetentionPeriod), .integer(1 << 40)),
            // A negative exponent, and an amount of more than five bytes.
            .sequence(
                .oid(.qcLimitValue),
                .sequence(.printable("EUR"), .integer(25), DERElement(tag: 0x02, [0xFE]))
            ),
            .sequence(.oid(.qcLimitValue), .sequence(.printable("EUR"), .integer(1 << 41), .integer(0))),
        ]
        for statement in odd {
            var plan = TestAuthority.personPlan
            plan.qualified = Array(plan.qualified.prefix(3)) + [statement]
            let claims = try requireNotNil(ca.issue(plan, key: ca.personKey).extensions.qualification)
            #expect(claims.claimsQualifiedSignature)
            #expect(claims.limit == nil && claims.retentionYears == nil && claims.disclosures.isEmpty)
        }
    }

    @Test("is refused where it cannot be read by whose law it is qualified") func unreadableCountry() {
        var plan = TestAuthority.personPlan
        plan.qualified.append(.sequence(.oid(.qcLegislation), .sequence(.utf8("É"))))
        #expect(throws: refusal(.malformed)) { try ca.issue(plan, key: ca.personKey) }
    }

    @Test("is read without places that are not ASCII") func unreadablePlaces() throws {
        var plan = TestAuthority.personPlan
        plan.extras = [
            TestCertificate.listed(at: "http://crl.test/é.crl"), TestCertificate.answered(at: "http://ocsp.test/é"),
        ]
        let extensions = try ca.issue(plan, key: ca.personKey).extensions
        #expect(extensions.listURLs.isEmpty && extensions.ocspURLs.isEmpty)
        #expect(extensions.listNames.count == 1, "a list may still be compared with it")
    }

    @Test("comes back from PEM") func pem() throws {
        #expect(try Certificate.all(pem: "noise\n" + ca.person.pem + ca.issuer.pem) == [ca.person, ca.issuer])
    }

    @Test("is refused with bytes behind it, truncated or empty") func odd() {
        for der in [ca.person.der + [0], Array(ca.person.der.dropLast()), [], [0x30, 0x80, 0, 0]] {
            #expect(throws: refusal(.malformed)) { try Certificate(der: der) }
        }
        #expect(throws: refusal(.malformed)) { try Certificate.all(pem: "-----BEGIN CERTIFICATE-----\nAAAA") }
    }

    // MARK: Who may sign

    private func refuses(_ code: SignatureError.Code, _ change: (inout TestCertificate) -> Void) throws {
        var plan = TestAuthority.personPlan
        change(&plan)
        let certificate = try ca.issue(plan, key: ca.personKey)
        #expect(throws: refusal(code)) {
            try SignerRules(.qualifiedSignature).check(certificate, at: TestTime.now)
        }
    }

    @Test("may sign when it is as it should be") func suitable() throws {
        try SignerRules(.qualifiedSignature).check(ca.person, at: TestTime.now)
    }

    @Test("must not sign after its end") func expired() throws {
        try refuses(.certificateExpired) { $0.notAfter = TestTime.now - 1 }
    }

    @Test("must not sign before its beginning") func early() throws {
        try refuses(.certificateExpired) { $0.notBefore = TestTime.now + 1 }
    }

    @Test("must not sign as an authority") func authority() throws {
        try refuses(.certificateUnsuitable) { $0.isAuthority = true }
    }

    @Test("must not sign with a key for logins") func login() throws {
        try refuses(.certificateUnsuitable) { $0.keyUsage = .digitalSignature }
    }

    @Test("must not sign without saying what its key is for") func noUsage() throws {
        try refuses(.certificateUnsuitable) { $0.keyUsage = nil }
    }

    @Test(
        "must not sign where it is for something else only",
        arguments: [
            ["1.3.6.1.5.5.7.3.1"], ["1.3.6.1.5.5.7.3.9"], ["1.3.6.1.5.5.7.3.8"], ["1.3.6.1.5.5.7.3.3"],
            ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"],
        ]
    )
    func otherPurpose(purposes: [String]) throws {
        for isCritical in [true, false] {
            try refuses(.certificateUnsuitable) {
                $0.purposes = purposes.compactMap { OID($0) }
                $0.purposesAreCritical = isCritical
            }
        }
    }

    @Test(
        "may sign where one of its purposes is that",
        arguments: [
            "2.5.29.37.0", "1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2", "1.2.840.113583.1.1.5",
            "1.3.6.1.4.1.311.10.3.12",
        ]
    )
    func purpose(purpose: String) throws {
        var plan = TestAuthority.personPlan
        plan.purposes = [try #require(OID(purpose)), .timeStamping]
        try SignerRules(.qualifiedSignature).check(ca.issue(plan, key: ca.personKey), at: TestTime.now)
    }

    @Test("must not sign as qualified without claiming it") func notQualified() throws {
        try refuses(.certificateNotQualified) { $0.qualified = [] }
    }

    @Test("must not sign as qualified without a device") func noDevice() throws {
        try refuses(.certificateNotQualified) { $0.qualified.remove(at: 1) }
    }

    @Test("must not sign for a person as a seal") func seal() throws {
        try refuses(.certificateNotQualified) {
            $0.qualified[2] = .sequence(.oid(.qcType), .sequence(.oid("0.4.0.1862.1.6.2")))
        }
    }

    @Test("is refused with an extension twice") func doubledExtension() {
        #expect(throws: refusal(.malformed)) {
            var plan = TestAuthority.personPlan
            plan.extras += plan.extras
            _ = try ca.issue(plan, key: ca.personKey)
        }
    }
}

/// Object identifiers and times, which everything else stands on.
@Suite("DER values") struct DERValueTests {
    @Test(
        "an identifier survives both ways",
        arguments: ["1.2.840.113549.1.7.2", "2.999.3", "0.4.0.1862.1.1", "2.5.4.3"]
    )
    func oid(text: String) throws {
        let oid = try requireNotNil(OID(text))
        #expect(oid.description == text)
        #expect(OID(bytes: oid.bytes) == oid)
    }

    @Test("no identifier", arguments: ["", "1", "3.1", "1.40", "1..2", "1.x", "-1.2", "1.2.99999999999999999999"])
    func noOID(text: String) { #expect(OID(text) == nil) }

    @Test("no identifier in bytes", arguments: [[], [0x80, 1], [0x2A, 0x86], [0x2A, 0x80, 0x01]] as [[UInt8]])
    func noOIDBytes(bytes: [UInt8]) { #expect(OID(bytes: bytes) == nil) }

    @Test("a time survives both ways", arguments: [0, 951_782_399, 951_868_800, 1_760_000_000, 4_107_542_399])
    func time(seconds: Int) throws {
        let date = Date(timeIntervalSince1970: Double(seconds))
        #expect(DERTime.read(DERTime.text(date), isShort: false) == date)
    }

    @Test("a leap day, and the change to four digits") func edges() {
        #expect(DERTime.text(Date(timeIntervalSince1970: 951_782_400)) == "20000229000000Z")
        #expect(DERTime.element(Date(timeIntervalSince1970: 2_524_607_999)).bytes.first == 0x17)
        #expect(DERTime.element(Date(timeIntervalSince1970: 2_524_608_000)).bytes.first == 0x18)
        #expect(DERTime.read("500101000000Z", isShort: true)?.timeIntervalSince1970 == -631_152_000)
    }

    @Test(
        "no time",
        arguments: ["20230229000000Z", "20231301000000Z", "20230101240000Z", "20230101000000", "2023Z", "Z", ""]
    )
    func noTime(text: String) { #expect(DERTime.read(text, isShort: false) == nil) }
}
