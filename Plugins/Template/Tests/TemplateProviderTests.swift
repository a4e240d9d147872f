import EIDMethod
import EIDMethodTesting
import EIDTemplate
import Testing

/// What is the pigeons' own; everything else is in the suite.
@Suite struct TemplateProviderTests {
    @Test func `A secret too short for HS256 is refused with its path`() throws {
        let settings: SettingValue = [
            "issuer": "https://pigeons.example", "clientID": "broker", "clientSecret": .secret(Secret("short")),
        ]
        let reader = SettingsReader(settings, describedBy: TemplateConfiguration.settings)
        let issues = TemplateConfiguration(reading: reader).issues(keys: MethodKeys())
        #expect(issues.map(\.path) == ["clientSecret"])
    }

    @Test func `Settings without a client are refused with all paths`() {
        let issues = Setting.issues(in: ["isuer": "https://pigeons.example"], against: TemplateConfiguration.settings)
        #expect(Set(issues.map(\.path)) == ["isuer", "issuer", "clientID", "clientSecret"])
    }

    @Test func `An upstream that does not know us is a matter of configuration`() async throws {
        let bench = TemplateBench()
        let stranger = ScriptedTransport([.response(HTTPResponse(status: 401))])
        let services = MethodServices(
            http: stranger,
            clock: bench.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        let method = Method(id: "pigeon", provider: try bench.makeProvider(services: services))
        let request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            callbackURL: bench.callbackURL,
            callbackState: "state-of-the-transaction"
        )
        guard case .present(let interaction, let state) = try await method.begin(request) else {
            Issue.record("a pigeon must fly first")
            return
        }
        let event = try await bench.play(.approve, at: interaction)
        await #expect(throws: MethodError(.misconfigured, "")) {
            try await method.resume(request, from: state, after: event)
        }
    }
}
