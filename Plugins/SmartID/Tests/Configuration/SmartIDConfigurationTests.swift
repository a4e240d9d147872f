import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// What a method's settings may be.
@Suite struct SmartIDConfigurationTests {
    @Test func `Little is needed`() throws {
        let configuration = try Self.configuration()
        #expect(configuration.flow == .deviceLink && configuration.start == .automatic)
        #expect(configuration.certificateLevel == .qualified && configuration.qualifiedAssurance == .high)
        #expect(configuration.hash == "SHA3-512" && configuration.signing == nil)
        #expect(configuration.countries == SmartIDCountry.allCases)
        #expect(configuration.revocation.check == .required && configuration.revocation.sendsNonce)
        #expect(configuration.revocation.asksAboutAuthorities)
    }

    @Test(arguments: [
        ("demo", "https://sid.demo.sk.ee/smart-id-rp/v3/", "smart-id-demo"),
        ("live", "https://rp-api.smart-id.com/v3/", "smart-id"),
    ])
    func `Each environment has its address and its name in what is signed`(
        environment: String,
        address: String,
        scheme: String
    ) throws {
        let configuration = try Self.configuration(["environment": .text(environment), "baseURL": nil])
        #expect(configuration.baseURL?.absoluteString == address)
        #expect(configuration.schemeName == scheme)
    }

    @Test(arguments: [
        ("relyingPartyUUID", "DEMO"), ("relyingPartyName", ""), ("brokeredRpName", ""), ("text", ""),
        ("schemeName", "smart|id"), ("schemeName", ""), ("baseURL", "http://smart-id.example/"),
        ("text", String(repeating: "x", count: 61)), ("longText", String(repeating: "x", count: 201)),
    ])
    func `A text that cannot be right is refused`(key: String, value: String) throws {
        #expect(try Self.issues([key: .text(value)]).contains { $0.path == key })
    }

    @Test func `A custom environment without an address is refused`() throws {
        #expect(try Self.issues(["baseURL": nil]).map(\.path) == ["baseURL"])
    }

    @Test func `An address of one's own is refused elsewhere`() throws {
        #expect(try Self.issues(["environment": "live"]).map(\.path) == ["baseURL"])
    }

    @Test func `A name of one's own is refused elsewhere`() throws {
        let issues = try Self.issues(["environment": "demo", "baseURL": nil, "schemeName": "smart-id"])
        #expect(issues.map(\.path) == ["schemeName"])
    }

    @Test func `A responder at an address that is none is refused`() throws {
        let issues = try Self.issues(["revocation": ["responder": "ldap://ocsp.example/"]])
        #expect(issues.map(\.path) == ["revocation.responder"])
    }

    @Test func `A country named twice is refused`() throws {
        #expect(try Self.issues(["countries": ["EE", "EE"]]).map(\.path) == ["countries"])
    }

    @Test(arguments: [
        "", "junk", "-----BEGIN CERTIFICATE-----\nMIIB\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
    ])
    func `A file without authorities is refused`(text: String) throws {
        #expect(try Self.issues(["trust": .file(Array(text.utf8))]).map(\.path) == ["trust"])
    }

    @Test func `Levels beyond the settings are not offered`() throws {
        let only = SmartIDProvider(configuration: try Self.configuration(), services: Self.services)
        #expect(only.descriptor.assurance.levels == [.high])
        let both = try Self.configuration(["certificateLevel": "ADVANCED", "countries": ["BE"]])
        let provider = SmartIDProvider(configuration: both, services: Self.services)
        #expect(provider.descriptor.assurance.levels == [.substantial, .high])
        #expect(provider.descriptor.countries == ["BE"])
    }

    private static let services = MethodServices(
        http: ScriptedTransport(),
        clock: FakeClock().wall,
        random: SeededRandom().source,
        log: LogCapture().logger()
    )

    private static func settings(_ changes: [String: SettingValue?]) throws -> SettingValue {
        var settings = try SmartIDArrangement().settings
        for (key, value) in changes { settings[key] = value }
        return .section(settings)
    }

    private static func configuration(_ changes: [String: SettingValue?] = [:]) throws -> SmartIDConfiguration {
        try SmartIDConfiguration(checking: try settings(changes))
    }

    private static func issues(_ changes: [String: SettingValue?]) throws -> [ConfigurationIssue] {
        let settings = try settings(changes)
        let malformed = Setting.issues(in: settings, against: SmartIDConfiguration.settings)
        guard malformed.isEmpty else { return malformed }
        let reader = SettingsReader(settings, describedBy: SmartIDConfiguration.settings)
        return SmartIDConfiguration(reading: reader).issues(keys: MethodKeys())
    }
}
