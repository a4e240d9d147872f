import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import OutsideStage
import Testing

/// In a process of its own, the plugin signs and decrypts with keys that it never sees.
@Suite struct OutsideConformanceTests {
    private static let log = LogCapture()
    /// A key pair, signed and encrypted requests, encrypted tokens: everything that needs a private key.
    private static let settings = SettingValue.section(Arrangement.sealed.settings)
    private static let process = Task {
        let host = try await OutsideProcess.start("oidc", built: "external-plugins", log: log.logger())
        let issues = await host.examine(id: "bench", settings: settings, keys: Arrangement.sealed.keys)
        guard issues.isEmpty else { throw ConformanceFailure("\(issues)") }
        return try #require(host.plugin)
    }

    @Test(arguments: MethodConformance.all)
    func `It behaves as when it is linked in`(_ behaviour: MethodConformance) async throws {
        let plugin = try await Self.process.value
        try await behaviour(try OpenIDConnectBench(.sealed), plugin: plugin, settings: Self.settings)
    }

    @Test(arguments: [MethodKeys.Key.Use.signing, .encryption])
    func `A missing key is reported when the settings are checked`(use: MethodKeys.Key.Use) async throws {
        let host = try await OutsideProcess.start("oidc", built: "external-plugins", log: Self.log.logger())
        let keys = MethodKeys(Arrangement.sealed.keys.all.filter { $0.use != use })
        let issues = await host.examine(id: "bare", settings: Self.settings, keys: keys)
        #expect(issues.map(\.path) == ["keys"])
        await host.stop()
    }
}
