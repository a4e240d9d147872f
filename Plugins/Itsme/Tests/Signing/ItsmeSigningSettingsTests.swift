import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDItsme

/// The section `signing`: what is read, and each thing that can be wrong with its path.
@Suite struct ItsmeSigningSettingsTests {
    private func paths(_ signing: [String: SettingValue], _ environment: String = "e2e") -> [String] {
        var settings = ItsmeSettings.keyPair
        settings["environment"] = .text(environment)
        if environment == "custom" { settings["issuer"] = "https://itsme.example/v2" }
        settings["signing"] = .section(signing)
        let shape = Setting.issues(in: .section(settings), against: ItsmeConfiguration.settings)
        guard shape.isEmpty else { return shape.map(\.path) }
        return ItsmeSettings.changed(settings, [:]).issues(keys: ItsmeSettings.keys).map(\.path)
    }

    private func csc(_ changes: [String: SettingValue?] = [:]) -> [String: SettingValue] {
        changed(["interface": "csc", "clientSecret": .secret(Secret(CSCScript.secret))], changes)
    }

    private func oasis(_ changes: [String: SettingValue?] = [:]) -> [String: SettingValue] {
        changed(OASISBench().signing, changes)
    }

    private func changed(
        _ settings: [String: SettingValue],
        _ changes: [String: SettingValue?]
    ) -> [String: SettingValue] {
        var settings = settings
        for (key, value) in changes { settings[key] = value }
        return settings
    }

    @Test func goodSettingsHaveNoIssues() {
        #expect(paths(csc()) == [])
        #expect(paths(csc(["baseURL": "https://sign.example/csc/v1"]), "custom") == [])
        #expect(paths(oasis()) == [])
        #expect(paths(oasis(["role": "G\u{E9}rant"])) == [])
    }

    @Test(arguments: [
        ("e2e", "https://sign.e2e.itsme.services/csc/v1"), ("production", "https://sign.prd.itsme.services/csc/v1"),
    ])
    func environmentsHaveTheirSigningServices(_ environment: String, _ url: String) throws {
        let settings = ItsmeSettings.changed(
            ItsmeSettings.keyPair,
            ["environment": .text(environment), "signing": .section(csc())]
        )
        #expect(settings.signing?.baseURL(in: settings.environment)?.absoluteString == url)
    }

    @Test func aSigningWithoutInterfaceIsRefused() {
        #expect(paths(csc(["interface": nil as SettingValue?])) == ["signing.interface"])
    }

    @Test func aCustomEnvironmentWithoutBaseURLIsRefused() { #expect(paths(csc(), "custom") == ["signing.baseURL"]) }

    @Test(arguments: ["http://sign.example/csc/v1", "https://sign.example/csc/v1?x=y"])
    func aBaseURLWithoutTLSOrWithAQueryIsRefused(_ url: String) {
        #expect(paths(csc(["baseURL": .text(url)])) == ["signing.baseURL"])
    }

    @Test(arguments: [nil, "", "short"])
    func aMissingOrShortClientSecretIsRefused(_ secret: String?) {
        #expect(paths(csc(["clientSecret": secret.map { .secret(Secret($0)) }])) == ["signing.clientSecret"])
    }

    @Test func aShortClientSecretWillDoWhereItIsHashed() {
        #expect(paths(csc(["clientSecret": .secret(Secret("short")), "accountTokenKey": "sha256"])) == [])
    }

    @Test(arguments: ["baseURL", "serviceCode"])
    func aMissingSettingOfOASISIsRefused(_ key: String) {
        #expect(paths(oasis([key: nil as SettingValue?])) == ["signing.\(key)"])
    }

    @Test(arguments: [
        ("partnerCode", "BrkDemo01xx"), ("partnerCode", "a b"), ("serviceCode", "a b"), ("role", "G\u{2019}rant"),
        ("role", String(repeating: "x", count: 51)),
    ])
    func aWrongSettingOfOASISIsRefused(_ key: String, _ text: String) {
        #expect(paths(oasis([key: .text(text)])) == ["signing.\(key)"])
    }

    @Test(arguments: ["partnerCode", "serviceCode", "role"])
    func aSettingOfOASISBesideCSCIsRefused(_ key: String) { #expect(paths(csc([key: "x"])) == ["signing.\(key)"]) }

    @Test(arguments: ["clientID", "accountID", "accountTokenIssuer"])
    func aSettingOfCSCBesideOASISIsRefused(_ key: String) { #expect(paths(oasis([key: "x"])) == ["signing.\(key)"]) }

    @Test func withoutTheSectionNobodySigns() throws {
        let services = ItsmeSigningCase<CSCBench>.services(http: ScriptedTransport())
        let provider = ItsmeProvider(
            configuration: ItsmeSettings.changed(ItsmeSettings.keyPair, [:]),
            services: services
        )
        #expect(provider.signing == nil)
        let method = Method(id: "itsme", provider: provider)
        #expect(method.types == [.verification, .authentication])
        #expect(method.signing == nil)
    }

    @Test func aTypeWithoutServiceCodeIsNotOffered() throws {
        let settings = ItsmeSettings.changed(
            ItsmeSettings.keyPair,
            ["serviceCodes": ["verification": "BRK_IDENT"], "signing": .section(csc())]
        )
        let provider = ItsmeProvider(
            configuration: settings,
            services: ItsmeSigningCase<CSCBench>.services(http: ScriptedTransport())
        )
        #expect(Method(id: "itsme", provider: provider).types == [.verification, .signing])
        #expect(
            provider.signing
                == SigningOffer(
                    kind: .values,
                    maximumDigests: 1,
                    isQualified: true,
                    identifiesSigner: false,
                    needsSignerHint: true
                )
        )
    }
}
