import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDSwedishBankID

/// What operators can get wrong.
@Suite struct SwedishBankIDConfigurationTests {
    private static let roots = SettingValue.file(BankIDBench.roots)

    private func paths(_ settings: [String: SettingValue]) -> [String] {
        let value = SettingValue.section(settings.merging(["signatureTrust": Self.roots]) { given, _ in given })
        let wellFormed = Setting.issues(in: value, against: SwedishBankIDConfiguration.settings)
        guard wellFormed.isEmpty else { return wellFormed.map(\.path) }
        let reader = SettingsReader(value, describedBy: SwedishBankIDConfiguration.settings)
        return SwedishBankIDConfiguration(reading: reader).issues(keys: MethodKeys()).map(\.path)
    }

    @Test func theEnvironmentIsEnough() throws {
        #expect(paths(["environment": "test"]).isEmpty)
        let configuration = try SwedishBankIDConfiguration(
            checking: ["environment": "production", "signatureTrust": Self.roots]
        )
        #expect(configuration.baseURL?.absoluteString == "https://appapi2.bankid.com/rp/v6.0/")
        #expect(configuration.start == .automatic && configuration.waitSeconds == 300)
    }

    @Test func aCustomEnvironmentNeedsItsAddress() {
        #expect(paths(["environment": "custom"]) == ["baseURL"])
        #expect(paths(["environment": "custom", "baseURL": "http://bankid.example/"]) == ["baseURL"])
        #expect(paths(["environment": "custom", "baseURL": "http://localhost:1/rp/v6.0/"]).isEmpty)
        #expect(paths(["environment": "test", "baseURL": "https://bankid.example/"]) == ["baseURL"])
    }

    @Test func rootsThatAreNoneAreRefused() {
        for bytes in [[], Array("-----BEGIN CERTIFICATE-----".utf8), [0x30, 0x03]] {
            #expect(paths(["environment": "test", "signatureTrust": .file(bytes)]) == ["signatureTrust"])
        }
    }

    @Test(arguments: BankIDEnvironment.allCases) func noEnvironmentGoesWithoutRoots(environment: BankIDEnvironment) {
        let value = SettingValue.section(["environment": .text(environment.rawValue)])
        let issues = Setting.issues(in: value, against: SwedishBankIDConfiguration.settings)
        #expect(issues.map(\.path) == ["signatureTrust"])
    }

    @Test func aTextTooLongIsRefused() {
        let text = SettingValue.text(String(repeating: "å", count: 562))
        #expect(paths(["environment": "test", "text": text]).isEmpty)
        let longer = SettingValue.text(String(repeating: "å", count: 563))
        #expect(paths(["environment": "test", "text": longer]) == ["text"])
    }

    @Test func aFormatWithoutATextIsRefused() {
        #expect(paths(["environment": "test", "textFormat": "simpleMarkdownV1"]) == ["textFormat"])
    }

    @Test func aCardReaderWithoutCardsIsRefused() {
        #expect(paths(["environment": "test", "cardReader": "class2"]) == ["cardReader"])
        #expect(paths(["environment": "test", "cardReader": "class2", "kinds": ["card", "mobile"]]) == ["cardReader"])
        #expect(paths(["environment": "test", "cardReader": "class2", "kinds": ["card"]]).isEmpty)
    }

    @Test func aRiskThatNobodyTellsIsRefused() {
        #expect(paths(["environment": "test", "maximumRisk": "low", "start": "phone"]) == ["maximumRisk"])
        #expect(paths(["environment": "test", "maximumRisk": "low", "start": "code"]).isEmpty)
    }

    @Test func aKindNamedTwiceIsRefused() {
        #expect(paths(["environment": "test", "kinds": ["mobile", "mobile"]]) == ["kinds"])
    }

    @Test func whatIsNoSettingIsRefused() {
        #expect(Set(paths(["environment": "staging", "beginn": "code"])) == ["environment", "beginn"])
    }

    @Test func policiesAreThoseOfTheEnvironment() {
        #expect(
            BankIDKind.allCases.map { $0.policy(in: .production) } == [
                "1.2.752.78.1.1", "1.2.752.78.1.2", "1.2.752.78.1.5",
            ]
        )
        #expect(BankIDKind.allCases.map { $0.policy(in: .test) } == ["1.2.3.4.5", "1.2.3.4.10", "1.2.3.4.25"])
    }
}
