import EIDJOSE
import FoundationEssentials
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// What a trusted list says of some certificates of a service overrules what they say themselves (TS 119 612 §5.5.9.2).
@Suite("Qualifiers of a trusted list") struct TrustedListQualificationTests {
    private let ca: TestAuthority
    private let content: [UInt8] = [1]
    init() throws { ca = try TestAuthority() }

    /// A list whose only service says these things.
    private func list(
        _ elements: [String],
        purposes: [String] = ["ForeSignatures", "ForeSeals", "ForWebSiteAuthentication"],
        history: String = "",
        since: String = "2016-07-01T00:00:00Z"
    ) throws -> TrustedList {
        let words = purposes.map {
            """
            <tsl:Extension Critical="true"><tsl:AdditionalServiceInformation><tsl:URI xml:lang="en">\
            http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/\($0)</tsl:URI></tsl:AdditionalServiceInformation></tsl:Extension>
            """
        }
        let xml = """
            <tsl:TrustServiceStatusList xmlns:tsl="http://uri.etsi.org/02231/v2#" \
            xmlns:ecc="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#" \
            xmlns:tslx="http://uri.etsi.org/02231/v2/additionaltypes#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#">
            <tsl:SchemeInformation><tsl:NextUpdate><tsl:dateTime>2090-01-01T00:00:00Z</tsl:dateTime></tsl:NextUpdate>
            </tsl:SchemeInformation>
            <tsl:TrustServiceProviderList><tsl:TrustServiceProvider><tsl:TSPServices><tsl:TSPService><tsl:ServiceInformation>
            <tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
            <tsl:ServiceDigitalIdentity><tsl:DigitalId><tsl:X509Certificate>\(Base64.encode(ca.issuer.der))\
            </tsl:X509Certificate></tsl:DigitalId></tsl:ServiceDigitalIdentity>
            <tsl:ServiceStatus>\(TrustedService.granted)</tsl:ServiceStatus>
            <tsl:StatusStartingTime>\(since)</tsl:StatusStartingTime>
            <tsl:ServiceInformationExtensions>\(words.joined())\(Self.qualifications(elements))
            </tsl:ServiceInformationExtensions></tsl:ServiceInformation>\(history)
            </tsl:TSPService></tsl:TSPServices></tsl:TrustServiceProvider></tsl:TrustServiceProviderList>
            </tsl:TrustServiceStatusList>
            """
        return try TrustedList(xml: Array(xml.utf8))
    }

    private static func qualifications(_ elements: [String]) -> String {
        """
        <tsl:Extension Critical="true"><ecc:Qualifications>\(elements.joined(separator: "\n"))</ecc:Qualifications></tsl:Extension>
        """
    }

    /// The word for a signature with the person's certificate, or with one whose statements are changed.
    private func word(_ list: TrustedList, _ change: ((inout TestCertificate) -> Void)? = nil) throws
        -> SignatureReport.Qualification
    {
        var validator = ca.validator
        validator.trustedLists = [list]
        var plan = TestAuthority.personPlan
        change?(&plan)
        let person = try ca.issue(plan, key: ca.personKey)
        let prepared = try CAdESBuilder(certificate: person, chain: [ca.issuer]).prepare(
            contentDigest: DigestAlgorithm.sha256.digest(content),
            signingTime: TestTime.now
        )
        let message = try prepared.signedData(with: ca.personKey.sign(digest: prepared.toBeSigned.digest))
        var material = try TestSignature(ca).material()
        material.responses.append(try ca.ocsp(about: person, by: ca.issuer, AnswerFault(thisUpdate: TestTime.now)))
        let report = validator.validate(message, content: .bytes(content), material: material, at: TestTime.now + 60)
        #expect(report.verdict == .valid)
        return report.qualification
    }

    private func word(_ qualifiers: String..., criteria: String = Criteria.list("all", Criteria.fitting)) throws
        -> SignatureReport.Qualification
    {
        try word(list([Criteria.element(qualifiers, criteria)]))
    }

    private static func saysNothing(_ plan: inout TestCertificate) { plan.qualified = [] }
    private static func saysNoDevice(_ plan: inout TestCertificate) { plan.qualified.remove(at: 1) }

    // MARK: Each qualifier

    @Test("NotQualified takes qualification away") func notQualified() throws {
        #expect(try word("NotQualified") == .notQualified)
    }

    @Test("QCStatement gives it to a certificate that says nothing, once its purpose is said too") func statement()
        throws
    {
        let list = try list([
            Criteria.element(["QCStatement", "QCForESig", "QCWithQSCD"], Criteria.list("all", Criteria.fitting))
        ])
        #expect(try word(list, Self.saysNothing) == .qualifiedSignature)
        let vague = try self.list([Criteria.element(["QCStatement"], Criteria.list("all", Criteria.fitting))])
        #expect(try word(vague, Self.saysNothing) == .inDoubt)
        #expect(try word(self.list([]), Self.saysNothing) == .none)
    }

    @Test(
        "QCWithSSCD and its later words give a device",
        arguments: ["QCWithSSCD", "QCWithQSCD", "QCQSCDManagedOnBehalf"]
    )
    func withDevice(_ qualifier: String) throws {
        #expect(try word(list([]), Self.saysNoDevice) == .qualifiedCertificate)
        let list = try list([Criteria.element([qualifier], Criteria.list("all", Criteria.fitting))])
        #expect(try word(list, Self.saysNoDevice) == .qualifiedSignature)
    }

    @Test("QCNoSSCD and its later word take the device away", arguments: ["QCNoSSCD", "QCNoQSCD"])
    func withoutDevice(_ qualifier: String) throws { #expect(try word(qualifier) == .qualifiedCertificate) }

    @Test(
        "QCQSCDStatusAsInCert leaves it to the certificate",
        arguments: ["QCSSCDStatusAsInCert", "QCQSCDStatusAsInCert"]
    )
    func asInCertificate(_ qualifier: String) throws {
        let list = try list([Criteria.element([qualifier], Criteria.list("all", Criteria.fitting))])
        #expect(try word(list) == .qualifiedSignature)
        #expect(try word(list, Self.saysNoDevice) == .qualifiedCertificate)
    }

    @Test("QCForESig, QCForESeal and QCForWSA say what it is for")
    func purposes() throws {
        #expect(try word("QCForESig") == .qualifiedSignature)
        #expect(try word("QCForESeal") == .qualifiedSeal)
        #expect(try word("QCForWSA") == .notQualified)
    }

    @Test("QCForLegalPerson takes signatures by people away") func legalPerson() throws {
        #expect(try word("QCForLegalPerson") == .qualifiedSeal)
    }

    @Test("a purpose that the service is not granted for counts for nothing") func otherPurpose() throws {
        let element = Criteria.element(["QCForESeal"], Criteria.list("all", Criteria.fitting))
        #expect(try word(list([element], purposes: ["ForeSignatures"])) == .claimsQualifiedSignature)
    }

    @Test("a qualifier that is not understood leaves doubt") func unknownQualifier() throws {
        #expect(try word("QCSomethingNew") == .inDoubt)
        #expect(try word("QCSomethingNew", criteria: Criteria.list("all", Criteria.foreign)) == .qualifiedSignature)
    }

    @Test(
        "contradictions leave doubt, and never give anything",
        arguments: [
            ["QCWithSSCD", "QCNoSSCD"], ["QCForESig", "QCForESeal"],
        ]
    )
    func contradictions(_ qualifiers: [String]) throws {
        let elements = qualifiers.map { Criteria.element([$0], Criteria.list("all", Criteria.fitting)) }
        #expect(try word(list(elements)) == .inDoubt)
        let both = try list([Criteria.element(["QCStatement", "NotQualified"], Criteria.list("all", Criteria.fitting))])
        #expect(try word(both) == .notQualified)
    }

    // MARK: Criteria

    @Test(
        "criteria pick certificates by all, one or none of them",
        arguments: [
            (Criteria.list("all", Criteria.fitting, Criteria.usage("nonRepudiation=true")), true),
            (
                Criteria.list("all", Criteria.fitting, Criteria.usage("nonRepudiation=true", "digitalSignature=true")),
                false
            ),
            (
                Criteria.list("all", Criteria.fitting, Criteria.usage("nonRepudiation=1", "digitalSignature=false")),
                true
            ),
            (Criteria.list("all", Criteria.fitting, Criteria.foreign), false),
            (Criteria.list("all", Criteria.policy("0.4.0.194112.1.2", "1.3.6.1.4.1.99999.1")), true),
            (Criteria.list("all", Criteria.policy("0.4.0.194112.1.2", "1.2.3.4")), false),
            (Criteria.list("atLeastOne", Criteria.fitting, Criteria.foreign), true),
            (Criteria.list("atLeastOne", Criteria.foreign, Criteria.usage("crlSign=true")), false),
            (Criteria.list("none", Criteria.foreign, Criteria.usage("crlSign=true")), true),
            (Criteria.list("none", Criteria.fitting, Criteria.foreign), false),
            (Criteria.list("all", Criteria.fitting, Criteria.list("none", Criteria.foreign)), true),
            (Criteria.list("all", Criteria.fitting, Criteria.list("atLeastOne", Criteria.foreign)), false),
            (Criteria.list("all", Criteria.other(Criteria.subject("2.5.4.5", "2.5.4.42"))), true),
            (Criteria.list("all", Criteria.other(Criteria.subject("2.5.4.97"))), false),
            (Criteria.list("all", Criteria.other(Criteria.extended("1.3.6.1.5.5.7.3.36"))), false),
            (Criteria.list("none", Criteria.other(Criteria.extended("1.3.6.1.5.5.7.3.36"))), true),
            // One that decides leaves no room for what is not understood.
            (Criteria.list("all", Criteria.foreign, Criteria.strange), false),
            (Criteria.list("atLeastOne", Criteria.fitting, Criteria.strange), true),
            (Criteria.list("none", Criteria.fitting, Criteria.strange), false),
        ]
    )
    func criteria(_ criteria: String, picks: Bool) throws {
        #expect(try word("NotQualified", criteria: criteria) == (picks ? .notQualified : .qualifiedSignature))
    }

    @Test("criteria that are not understood leave doubt where they might take something away", arguments: Criteria.open)
    func openCriteria(_ criteria: String) throws {
        #expect(try word("NotQualified", criteria: criteria) == .inDoubt)
        #expect(try word("QCNoSSCD", criteria: criteria) == .inDoubt)
        #expect(try word("QCForESeal", criteria: criteria) == .inDoubt)
        #expect(try word("QCForLegalPerson", criteria: criteria) == .inDoubt)
        #expect(try word("QCSomethingNew", criteria: criteria) == .inDoubt)
    }

    @Test("criteria that are not understood give nothing", arguments: Criteria.open) func openGift(_ criteria: String)
        throws
    {
        #expect(try word("QCForESig", criteria: criteria) == .qualifiedSignature, "it is for signatures anyhow")
        let device = try list([Criteria.element(["QCWithSSCD"], criteria)])
        #expect(try word(device, Self.saysNoDevice) == .qualifiedCertificate)
        let statement = try list([Criteria.element(["QCStatement", "QCForESig"], criteria)])
        #expect(try word(statement, Self.saysNothing) == .none)
    }

    @Test("a certificate without a key usage is not told by it") func noKeyUsage() throws {
        let criteria = CertificateCriteria.keyUsage([.init(usage: .contentCommitment, isSet: false)])
        var plan = TestAuthority.personPlan
        #expect(criteria.matches(try ca.issue(plan, key: ca.personKey)) == false)
        plan.keyUsage = nil
        #expect(criteria.matches(try ca.issue(plan, key: ca.personKey)) == nil)
    }

    // MARK: Times and bounds

    @Test("what was said when the certificate was issued counts as well") func history() throws {
        let older = """
            <tsl:ServiceHistory><tsl:ServiceHistoryInstance>
            <tsl:ServiceTypeIdentifier>\(TrustedService.qualifiedIssuer)</tsl:ServiceTypeIdentifier>
            <tsl:ServiceStatus>\(TrustedService.granted)</tsl:ServiceStatus>
            <tsl:StatusStartingTime>2020-01-01T00:00:00Z</tsl:StatusStartingTime><tsl:ServiceInformationExtensions>
            \(Self.qualifications([Criteria.element(["NotQualified"], Criteria.list("all", Criteria.fitting))]))
            </tsl:ServiceInformationExtensions></tsl:ServiceHistoryInstance></tsl:ServiceHistory>
            """
        #expect(try word(list([], history: older, since: "2025-01-01T00:00:00Z")) == .notQualified)
        #expect(try word(list([], history: older, since: "2021-01-01T00:00:00Z")) == .qualifiedSignature)
    }

    @Test("criteria in criteria are refused beyond eight") func deep() throws {
        var criteria = Criteria.list("all", Criteria.fitting)
        for _ in 1..<8 { criteria = Criteria.list("all", criteria) }
        #expect(try word("NotQualified", criteria: criteria) == .notQualified)
        #expect(throws: refusal(.malformed)) { try word("NotQualified", criteria: Criteria.list("all", criteria)) }
    }

    @Test("more than anybody says about one service is refused") func large() throws {
        let element = Criteria.element(["QCForESig"], Criteria.list("all", Criteria.foreign))
        // Six elements of XML each, and the description.
        let many = Array(repeating: element, count: QualificationReader.maximumElements / 8)
        #expect(try word(list(many)) == .qualifiedSignature)
        #expect(throws: refusal(.malformed)) { try list(many + many) }
    }
}

/// Criteria and qualifiers as a list writes them; some pick the person's certificate.
private enum Criteria {
    static let fitting = policy("0.4.0.194112.1.2")
    static let foreign = policy("1.2.3.4")
    static let strange = "<x:Strange xmlns:x=\"urn:x\">1</x:Strange>"

    static func policy(_ oids: String...) -> String {
        let identifiers = oids.map {
            "<ecc:PolicyIdentifier><xades:Identifier Qualifier=\"OIDAsURN\">urn:oid:\($0)</xades:Identifier></ecc:PolicyIdentifier>"
        }
        return "<ecc:PolicySet>\(identifiers.joined())</ecc:PolicySet>"
    }

    static func usage(_ uses: String...) -> String {
        let bits = uses.map { use in
            let parts = use.split(separator: "=")
            return "<ecc:KeyUsageBit name=\"\(parts[0])\">\(parts[1])</ecc:KeyUsageBit>"
        }
        return "<ecc:KeyUsage>\(bits.joined())</ecc:KeyUsage>"
    }

    static func list(_ assertion: String = "all", _ criteria: String...) -> String {
        "<ecc:CriteriaList assert=\"\(assertion)\">\(criteria.joined())<ecc:Description>why</ecc:Description></ecc:CriteriaList>"
    }

    static func element(_ qualifiers: [String], _ criteria: String) -> String {
        let words = qualifiers.map {
            "<ecc:Qualifier uri=\"http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/\($0)\"></ecc:Qualifier>"
        }
        return """
            <ecc:QualificationElement><ecc:Qualifiers>\(words.joined())</ecc:Qualifiers>\(criteria)</ecc:QualificationElement>
            """
    }

    static func other(_ criteria: String) -> String {
        "<ecc:otherCriteriaList>\(criteria)</ecc:otherCriteriaList>"
    }

    static func subject(_ oids: String...) -> String {
        let types = oids.map { "<tslx:AttributeOID><xades:Identifier>\($0)</xades:Identifier></tslx:AttributeOID>" }
        return "<tslx:CertSubjectDNAttribute>\(types.joined())</tslx:CertSubjectDNAttribute>"
    }

    static func extended(_ oid: String) -> String {
        let purpose = "<tslx:KeyPurposeId><xades:Identifier>\(oid)</xades:Identifier></tslx:KeyPurposeId>"
        return "<tslx:ExtendedKeyUsage>\(purpose)</tslx:ExtendedKeyUsage>"
    }

    static let open = [
        list("all", strange), list("all", fitting, strange), list("atLeastOne", foreign, strange),
        list("none", strange),
        list("most", fitting), list("all"), "", list("all", other(strange)), list("all", policy("x")),
        list("all", usage("magic=true")), list("all", usage("nonRepudiation=maybe")), list("all", other("")),
    ]
}
