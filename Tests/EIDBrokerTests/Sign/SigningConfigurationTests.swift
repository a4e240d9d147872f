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
        .section(["certificates": pem(ca.curve, ca.issuer), "key": .secret(Secret(key))])
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
        #expect(configuration.seal?.certificates.count == 2 && configuration.timestamps?.seconds == 5)
        #expect(configuration.maximumDocuments == 5 && configuration.retention == 3600)
        #expect(configuration.policies.map(\.identifier) == ["1.3.6.1"])
    }

    @Test("refuse a seal whose key is not its certificate's") func wrongKey() {
        #expect(issues(["seal": seal(TestKeys.stranger)]) == ["seal.key"])
        #expect(issues(["seal": seal("nothing")]) == ["seal.key"])
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
