import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import OutsideStage
import Testing

/// In a process of its own, the plugin signs, identifies and draws its codes as when it is linked in.
@Suite struct SmartIDOutsideTests {
    private static let log = LogCapture()
    private static let signing = Task { try await plugin(try SmartIDSigningBench(.code).arrangement) }
    private static let identification = Task { try await plugin(try bench().arrangement) }

    /// A method outside may call only hosts that it or its settings name.
    private static func bench() throws -> SmartIDBench {
        try SmartIDBench(.code, ["revocation": ["responder": "http://smart-id.example/trust/ocsp"]])
    }

    private static func plugin(_ arrangement: SmartIDArrangement) async throws -> MethodPlugin {
        let host = try await OutsideProcess.start(
            "smart-id",
            built: "external-plugins",
            // The bench compares the signer with the upstream's.
            speakingFor: ["urn:etsi:en:319412-1:smart-id.example"],
            log: log.logger()
        )
        let settings = SettingValue.section(arrangement.settings)
        let issues = await host.examine(id: "bench", settings: settings, keys: MethodKeys())
        guard issues.isEmpty else { throw ConformanceFailure("\(issues)") }
        return try #require(host.plugin)
    }

    @Test(arguments: SigningConformance.all)
    func `It signs like every method`(_ behaviour: SigningConformance) async throws {
        let bench = try SmartIDSigningBench(.code)
        let settings = SettingValue.section(bench.arrangement.settings)
        try await behaviour(bench, plugin: try await Self.signing.value, settings: settings)
    }

    @Test(arguments: MethodConformance.all)
    func `It behaves like every method`(_ behaviour: MethodConformance) async throws {
        let bench = try Self.bench()
        let settings = SettingValue.section(bench.arrangement.settings)
        try await behaviour(bench, plugin: try await Self.identification.value, settings: settings)
    }

    @Test func `It offers to sign exactly where its settings say so`() async throws {
        let services = try SmartIDArrangement().services()
        let signs = try await Self.signing.value.method(id: "bench", settings: [:], services: services)
        #expect(signs.types.contains(.signing) && signs.signing?.offer.kind == .values)
        let identifies = try await Self.identification.value.method(id: "bench", settings: [:], services: services)
        #expect(!identifies.types.contains(.signing) && identifies.signing == nil)
    }
}

extension SmartIDArrangement {
    fileprivate func services() -> MethodServices {
        MethodServices(
            http: GuardedTransport(upstream),
            clock: clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
    }
}
