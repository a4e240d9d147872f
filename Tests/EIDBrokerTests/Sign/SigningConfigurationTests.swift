import EIDJOSE
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import EIDSignature
@testable import SignatureStage

/// The section `signing` of the settings file.
@Suite("The settings of signing") struct SigningConfigurationTests {
    private let ca: TestAuthority

    init() throws { ca = try TestAuthority() }

    private func issues(_ section: [String: SettingValue]) -> [String] {
        let value = SettingValue.section(section)
        let shape = Setting.issues(in: value, against: SigningConfiguration.settings)
        guard shape.isEmpty else { return shape.map { "shape: \($0)" } }
        let reader = SettingsReader(value, describedBy: SigningConfiguration.settings)
        return SigningConfiguration(reading: reader).issues().map(\.path)
    }

    private func pem(_ certificates: Certificate...) -> SettingValue {
        .file(Array(certificates.map(\.pem).joined().utf8))
    }

    private func seal(_ key: String) -> SettingValue {
        .section(["certificates": .file(Array(TestSeal.chain.utf8)), "key": .secret(Secret(key))])
    }

    @Test("may be left out one by one") func empty() { #expect(issues([:]).isEmpty) }

    @Test("are read") func read() throws {
        let section: [String: SettingValue] = [
            "anchors": pem(ca.root, ca.issuer), "seal": seal(TestKeys.curve), "documentPolicy": "strict",
            "timestamps": [
                "url": "http://tsa.test/", "anchors": pem(ca.root), "policies": ["1.2.3"], "seconds": 5,
            ],
            "policies": [
                ["identifier": "1.3.6.1", "digest": .text(Data(repeating: 1, count: 32).base64EncodedString())]
            ],
            "defaultPolicy": "1.3.6.1", "allowPlainHTTP": true, "maximumDocuments": 5, "retention": 3600,
        ]
        #expect(issues(section).isEmpty)
        let reader = SettingsReader(.section(section), describedBy: SigningConfiguration.settings)
        let configuration = SigningConfiguration(reading: reader)
        #expect(configuration.anchors == [ca.root, ca.issuer] && configuration.documentPolicy == .strict)
        #expect(configuration.seal?.certificates.count == 3 && configuration.timestamps?.seconds == 5)
        #expect(configuration.maximumDocuments == 5 && configuration.retention == 3600)
        #expect(configuration.policies.map(\.identifier) == ["1.3.6.1"])
    }

    @Test("refuse a seal whose key is not its certificate's") func wrongKey() {
        #expect(issues(["seal": seal(TestKeys.stranger)]) == ["seal.key"])
        #expect(issues(["seal": seal("nothing")]) == ["seal.key"])
    }

    @Test("refuse a key of the seal that signs tokens or a method's assertions, too") func sharedKey() throws {
        var configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [try JWK.generate(.p256)],
            clients: [BrokerBench.shop()],
            subjectSecret: Secret([UInt8](repeating: 1, count: 32)),
            storageSecret: Secret([UInt8](repeating: 2, count: 32)),
            methodKeys: ["toy": MethodKeys([.init(id: "a", use: .signing, pem: Secret(TestKeys.curve))])]
        )
        #expect(configuration.issues(methods: ["toy"]).isEmpty)
        let section: SettingValue = ["seal": seal(TestKeys.curve)]
        configuration.signing = SigningConfiguration(
            reading: SettingsReader(section, describedBy: SigningConfiguration.settings)
        )
        #expect(
            configuration.issues(methods: ["toy"]).map(\.path) == ["methods.toy.keys[0].key"]
        )
        configuration.methodKeys = [:]
        configuration.signingKeys.append(try JWK(pem: TestKeys.curve))
        #expect(configuration.issues(methods: ["toy"]).map(\.path) == ["signingKeys[1].key"])
    }

    @Test("refuse a key of a method that signs the broker's own tokens") func methodKey() throws {
        let configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [try JWK.generate(.p256), try JWK(pem: TestKeys.curve)],
            clients: [BrokerBench.shop()],
            subjectSecret: Secret([UInt8](repeating: 1, count: 32)),
            storageSecret: Secret([UInt8](repeating: 2, count: 32)),
            methodKeys: ["toy": MethodKeys([.init(id: "a", use: .encryption, pem: Secret(TestKeys.curve))])]
        )
        let issues = configuration.issues(methods: ["toy"])
        #expect(issues.map(\.path) == ["methods.toy.keys[0].key"])
        #expect(issues.first?.message.contains("signingKeys") == true)
    }

    @Test("refuse a key that an external method has in common with another") func keyOfTwoMethods() throws {
        let key = MethodKeys([.init(id: nil, use: .signing, pem: Secret(TestKeys.curve))])
        let configuration = BrokerConfiguration(
            issuer: try #require(URL(string: BrokerBench.issuer)),
            signingKeys: [try JWK.generate(.p256)],
            clients: [],
            subjectSecret: Secret([UInt8](repeating: 1, count: 32)),
            storageSecret: Secret([UInt8](repeating: 2, count: 32)),
            methodKeys: ["evil": key, "toy": key, "again": key]
        )
        func paths(_ executables: [String: String]) -> [String] {
            configuration.methodKeyIssues(executables: executables).map(\.path)
        }
        #expect(paths(["evil": "a"]) == ["methods.evil.keys[0].key"])
        #expect(paths(["again": "a", "evil": "a", "toy": "b"]).count == 3)
        // One plugin may serve two methods with one key, and two entries of one executable are one process.
        #expect(paths([:]).isEmpty)
        #expect(paths(["evil": "a", "toy": "a", "again": "a"]).isEmpty)
    }

    private func sealed(
        behind issuers: [Certificate]? = nil,
        _ change: (inout TestCertificate) -> Void
    ) throws -> SigningConfiguration {
        var plan = TestCertificate(serial: 300, name: [(.organization, "Example NV"), (.commonName, "Example Seal")])
        plan.keyUsage = .digitalSignature
        change(&plan)
        let certificates = [try ca.issue(plan, key: ca.curveKey)] + (issuers ?? [ca.issuer, ca.root])
        return SigningConfiguration(seal: .init(certificates: certificates, key: Secret(TestKeys.curve)))
    }

    @Test("refuse a seal whose key is for something else") func sealUsage() throws {
        let issues = try sealed { $0.keyUsage = .keyEncipherment }.issues()
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.contains("order one for electronic seals") == true)
    }

    @Test("refuse a seal whose holder is no organisation") func sealOfAPerson() throws {
        let person = try sealed {
            $0.name = [(.surname, "Example"), (.givenName, "Ada"), (.commonName, "Ada Example")]
        }
        #expect(person.issues().map(\.path) == ["seal.certificates"])
        #expect(person.issues().first?.message.contains("names no organisation") == true)
        #expect(try sealed { $0.name = [(.organizationIdentifier, "VATBE-0123456789")] }.issues().isEmpty)
    }

    @Test(
        "refuse a seal whose holder is a person of an organisation",
        arguments: [OID.surname, .givenName, .pseudonym]
    )
    func sealOfAnEmployee(_ type: OID) throws {
        let issues = try sealed { $0.name = [(.organization, "Example NV"), (type, "Clerk")] }.issues()
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.contains("names a person as its holder") == true)
    }

    @Test("refuse a seal that is for signatures by people", arguments: [([1], false), ([2], true), ([1, 2], true)])
    func sealForPeople(_ types: [Int], isAccepted: Bool) throws {
        let oids = types.compactMap { OID("0.4.0.1862.1.6.\($0)") }.map(DERElement.oid)
        let issues = try sealed {
            $0.qualified = [.sequence(.oid(.qcCompliance)), .sequence(.oid(.qcType), .sequence(oids))]
        }.issues()
        #expect(issues.map(\.path) == (isAccepted ? [] : ["seal.certificates"]))
        #expect(isAccepted || issues.first?.message.contains("QcType esign") == true)
    }

    @Test("refuse an authority's certificate as a seal") func sealAuthority() throws {
        let issues = try sealed { $0.isAuthority = true }.issues()
        #expect(issues.map(\.path) == ["seal.certificates"])
    }

    @Test("refuse a certificate for servers as a seal") func sealForServers() throws {
        let issues = try sealed { $0.purposes = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"] }.issues()
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.contains("order one for electronic seals") == true)
        #expect(try sealed { $0.purposes = ["1.3.6.1.5.5.7.3.36"] }.issues().isEmpty)
    }

    @Test("refuse a seal whose issuers are not behind it") func sealChain() throws {
        let issues = try sealed(behind: [ca.root]) { _ in }.issues()
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.contains("put behind each certificate the one that issued it") == true)
        #expect(try sealed(behind: [ca.root, ca.issuer]) { _ in }.issues().isEmpty, "the last one is vouched for")
    }

    @Test("tell every fault of a seal at once") func sealFaults() throws {
        var configuration = try sealed { $0.keyUsage = .keyEncipherment }
        configuration.seal?.key = Secret(TestKeys.stranger)
        #expect(configuration.issues().map(\.path) == ["seal.certificates", "seal.key"])
    }

    @Test("refuse a seal that has expired, to whoever asks about a moment") func sealExpired() throws {
        let configuration = try sealed { $0.notAfter = TestTime.now - 1 }
        #expect(configuration.issues().isEmpty, "a broker starts without it")
        let issues = configuration.issues(at: TestTime.now)
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.hasPrefix("has expired at 2025-10-09T08:53:19Z") == true)
        #expect(configuration.warnings(at: TestTime.now).isEmpty)
    }

    @Test("refuse a seal that is not valid yet, to whoever asks about a moment") func sealNotYetValid() throws {
        let configuration = try sealed { $0.notBefore = TestTime.now + 1 }
        #expect(configuration.issues().isEmpty)
        let issues = configuration.issues(at: TestTime.now)
        #expect(issues.map(\.path) == ["seal.certificates"])
        #expect(issues.first?.message.hasPrefix("is not valid before 2025-10-09T08:53:21Z") == true)
        #expect(configuration.issues(at: TestTime.now + 1).isEmpty)
    }

    @Test("warn about a seal that ends within thirty days") func sealEnds() throws {
        let configuration = try sealed { $0.notAfter = TestTime.now + 30 * 86_400 }
        #expect(configuration.warnings(at: TestTime.now).isEmpty)
        let warnings = configuration.warnings(at: TestTime.now + 1)
        #expect(warnings.map(\.path) == ["seal.certificates"])
        #expect(configuration.issues(at: TestTime.now + 1).isEmpty)
    }

    @Test("refuse what holds no certificate") func noCertificate() {
        #expect(issues(["anchors": .file([1, 2, 3])]) == ["anchors"])
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        #expect(issues(["anchors": .file(Array(broken.utf8))]) == ["anchors"])
        let timestamps: SettingValue = ["url": "https://tsa.test/", "anchors": .file([])]
        #expect(issues(["timestamps": timestamps]).contains("timestamps.anchors"))
    }

    @Test("refuse a timestamp authority over http where http is forbidden") func plainHTTP() {
        let timestamps: SettingValue = ["url": "http://tsa.test/", "anchors": pem(ca.root)]
        #expect(issues(["timestamps": timestamps, "allowPlainHTTP": false]) == ["timestamps.url"])
    }

    @Test("refuse identifiers and digests that are none") func identifiers() {
        let timestamps: SettingValue = ["url": "https://tsa.test/", "anchors": pem(ca.root), "policies": ["one"]]
        #expect(issues(["timestamps": timestamps]) == ["timestamps.policies"])
        #expect(issues(["policies": [["identifier": "1.2.3", "digest": "AAAA"]]]) == ["policies[0]"])
        #expect(issues(["defaultPolicy": "1.2.3"]) == ["defaultPolicy"])
    }

    @Test("refuse a trusted list that is none") func trustedList() {
        #expect(issues(["trustedList": .file(Array("<a/>".utf8))]) == ["trustedList"])
    }
}
