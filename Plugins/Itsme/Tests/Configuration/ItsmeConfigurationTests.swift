import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDItsme

/// Settings: what is read, and each thing that can be wrong with its path.
@Suite struct ItsmeConfigurationTests {
    private func paths(
        _ base: [String: SettingValue] = ItsmeSettings.keyPair,
        _ changes: [String: SettingValue?] = [:],
        keys: MethodKeys = ItsmeSettings.keys
    ) -> [String] {
        ItsmeSettings.changed(base, changes).issues(keys: keys).map(\.path)
    }

    @Test func goodSettingsHaveNoIssues() {
        #expect(paths() == [])
        #expect(paths(ItsmeSettings.secret, keys: MethodKeys()) == [])
        #expect(Setting.issues(in: .section(ItsmeSettings.keyPair), against: ItsmeConfiguration.settings) == [])
    }

    @Test func defaultsAreThoseOfTheTable() {
        let configuration = ItsmeSettings.changed(ItsmeSettings.keyPair, [:])
        #expect(configuration.clientAuthentication == .privateKeyJWT)
        #expect(configuration.tokenSigning == .rs256)
        #expect(configuration.claimsPlacement == .idToken)
        #expect(configuration.requestObject == .none)
        #expect(configuration.keyManagement == ["RSA-OAEP-256", "RSA-OAEP"])
        #expect(configuration.contentEncryption == ["A128CBC-HS256", "A256GCM"])
        #expect(configuration.isUserInfoEncrypted)
        #expect(!configuration.requiresACR)
        #expect(configuration.serviceCodes == [.verification: "BRK_IDENT", .authentication: "BRK_LOGIN"])
    }

    @Test(arguments: [
        ("e2e", false, "https://idp.e2e.itsme.services/v2"), ("production", false, "https://idp.prd.itsme.services/v2"),
        ("e2e", true, "https://oidc.e2e.itsme.services/clientsecret-oidc/csapi/v0.1"),
        ("production", true, "https://oidc.prd.itsme.services/clientsecret-oidc/csapi/v0.1"),
    ])
    func environmentsHaveTheirIssuers(_ name: String, _ legacy: Bool, _ issuer: String) {
        let configuration = ItsmeSettings.changed(
            ItsmeSettings.secret,
            ["environment": .text(name), "legacyHost": .boolean(legacy)]
        )
        #expect(configuration.issuer?.absoluteString == issuer)
        #expect(configuration.issues(keys: MethodKeys()).isEmpty)
    }

    @Test(arguments: [
        "https://sim.example/v2", "http://localhost:8080/v2", "http://127.0.0.1:1/v2", "http://[::1]:1/v2",
    ])
    func aCustomIssuerIsHttpsOrLoopback(_ issuer: String) {
        #expect(paths(ItsmeSettings.keyPair, ["environment": "custom", "issuer": .text(issuer)]) == [])
    }

    @Test(arguments: ["http://sim.example/v2", "http://localhost.example/v2", "http://10.0.0.1/v2"])
    func aCustomIssuerWithoutTLSIsRefused(_ issuer: String) {
        #expect(paths(ItsmeSettings.keyPair, ["environment": "custom", "issuer": .text(issuer)]) == ["issuer"])
    }

    @Test func aCustomIssuerWithAQueryIsRefused() {
        #expect(
            paths(ItsmeSettings.keyPair, ["environment": "custom", "issuer": "https://a.example/?x"]) == ["issuer"]
        )
    }

    @Test func aCustomEnvironmentWithoutIssuerIsRefused() {
        #expect(paths(ItsmeSettings.keyPair, ["environment": "custom"]) == ["issuer"])
    }

    @Test func anIssuerBesideANamedEnvironmentIsRefused() {
        let changes: [String: SettingValue?] = ["environment": "production", "issuer": "http://localhost/v2"]
        #expect(paths(ItsmeSettings.keyPair, changes) == ["issuer"])
    }

    @Test func theLegacyHostWithAKeyPairIsRefused() {
        #expect(paths(ItsmeSettings.keyPair, ["legacyHost": true]) == ["legacyHost"])
    }

    @Test func theLegacyHostInACustomEnvironmentIsRefused() {
        let changes: [String: SettingValue?] = [
            "environment": "custom", "issuer": "https://sim.example/v2", "legacyHost": true,
        ]
        #expect(paths(ItsmeSettings.secret, changes) == ["legacyHost"])
    }

    @Test(arguments: ["", "two words", "line\nbreak", "é", String(repeating: "x", count: 256)])
    func aClientIDThatIsNotOneWordIsRefused(_ id: String) {
        #expect(paths(ItsmeSettings.keyPair, ["clientID": .text(id)]) == ["clientID"])
    }

    @Test func aMissingSecretIsRefused() {
        #expect(paths(ItsmeSettings.secret, ["clientSecret": nil as SettingValue?]) == ["clientSecret"])
    }

    @Test func anEmptySecretIsRefused() {
        #expect(paths(ItsmeSettings.secret, ["clientSecret": .secret(Secret(""))]) == ["clientSecret"])
    }

    @Test func aSecretBesideAKeyPairIsRefused() {
        #expect(paths(ItsmeSettings.keyPair, ["clientSecret": .secret(Secret("x"))]) == ["clientSecret"])
    }

    @Test func aSecretTooShortForHS256IsRefused() {
        let changes: [String: SettingValue?] = ["clientSecret": .secret(Secret("short")), "idTokenSigning": "HS256"]
        #expect(paths(ItsmeSettings.secret, changes) == ["clientSecret"])
    }

    @Test func HS256WithAKeyPairIsRefused() {
        #expect(paths(ItsmeSettings.keyPair, ["idTokenSigning": "HS256"]) == ["idTokenSigning"])
    }

    @Test func noServiceCodeAtAllIsRefused() {
        #expect(paths(ItsmeSettings.keyPair, ["serviceCodes": [:]]) == ["serviceCodes"])
    }

    @Test(arguments: ["openid profile", "a b", String(repeating: "x", count: 46)])
    func aServiceCodeThatIsNotOneWordIsRefused(_ code: String) {
        let changes: [String: SettingValue?] = ["serviceCodes": ["verification": .text(code)]]
        #expect(paths(ItsmeSettings.keyPair, changes) == ["serviceCodes.verification"])
    }

    @Test(arguments: ["keyManagement", "contentEncryption"])
    func anEmptyListOfAlgorithmsIsRefused(_ key: String) {
        #expect(paths(ItsmeSettings.keyPair, [key: []]) == [key])
    }

    @Test func missingKeysAreBothReported() {
        #expect(paths(keys: MethodKeys()) == ["keys", "keys"])
        #expect(paths(keys: MethodKeys([ItsmeSettings.signing])) == ["keys"])
        #expect(paths(keys: MethodKeys([ItsmeSettings.encryption])) == ["keys"])
    }

    @Test func aRequestObjectWithoutSigningKeyIsRefused() {
        let changes: [String: SettingValue?] = ["requestObject": "signedAndEncrypted"]
        #expect(paths(ItsmeSettings.secret, changes, keys: MethodKeys()) == ["keys"])
        #expect(paths(ItsmeSettings.secret, changes, keys: MethodKeys([ItsmeSettings.signing])) == [])
    }

    @Test func aKeyThatIsNoneIsRefused() {
        let broken = MethodKeys.Key(id: "x", use: .encryption, pem: Secret("not a key"))
        #expect(paths(keys: MethodKeys([ItsmeSettings.signing, ItsmeSettings.encryption, broken])) == ["keys[2]"])
    }

    @Test func aKeyThatIsNotRSAIsRefused() {
        let elliptic = ItsmeSettings.key("ec", .signing, ItsmeSettings.p256)
        #expect(paths(keys: MethodKeys([elliptic, ItsmeSettings.encryption])) == ["keys[0]"])
    }

    @Test func allProblemsAreReportedAtOnce() {
        let changes: [String: SettingValue?] = [
            "environment": "custom", "clientID": "", "idTokenSigning": "HS256", "serviceCodes": [:],
        ]
        let expected = ["issuer", "clientID", "idTokenSigning", "serviceCodes", "keys", "keys"]
        #expect(paths(ItsmeSettings.keyPair, changes, keys: MethodKeys()) == expected)
    }

    @Test func messagesHoldNoSecret() {
        let changes: [String: SettingValue?] = ["clientSecret": .secret(Secret("tiny")), "idTokenSigning": "HS256"]
        let issues = ItsmeSettings.changed(ItsmeSettings.secret, changes).issues(keys: ItsmeSettings.keys)
        #expect(!issues.isEmpty)
        #expect(!issues.contains { $0.message.contains("tiny") })
    }

    @Test(arguments: ["environment", "clientID", "serviceCodes"])
    func aMissingSettingIsReported(_ key: String) {
        var settings = ItsmeSettings.keyPair
        settings[key] = nil
        let issues = Setting.issues(in: .section(settings), against: ItsmeConfiguration.settings)
        #expect(issues.map(\.path) == [key])
    }

    @Test func aSettingThatDoesNotExistIsRefused() {
        let settings = ItsmeSettings.keyPair.merging(["serviceCode": "X"], uniquingKeysWith: { $1 })
        let issues = Setting.issues(in: .section(settings), against: ItsmeConfiguration.settings)
        #expect(issues.map(\.path) == ["serviceCode"])
    }

    @Test func theKeyForDirIsTheDigestOfTheSecret() throws {
        let key = try ItsmeSettings.changed(ItsmeSettings.secret, [:]).directKey()
        let bytes = try #require(key.json(includingPrivate: true)["k"]?.string.flatMap { Base64URL.decode($0) })
        let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(hex == "8636b26e497b43c195bc40f1428ea94373c5f4c4b4c38e766ae1fb64704bcbce")
    }
}
