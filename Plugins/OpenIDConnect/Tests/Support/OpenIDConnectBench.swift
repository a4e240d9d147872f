import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnect
import EIDOpenIDConnectSimulator
import EIDSimulator
import FoundationEssentials

/// The upstream's side and the person, for the conformance suite and for single transactions.
struct OpenIDConnectBench: MethodBench {
    let arrangement: Arrangement
    let clock: FakeClock
    let simulator: OpenIDConnectSimulator
    let settings: [String: SettingValue]

    /// Drawn once for all tests.
    static let keys = (try? OpenIDConnectKeys.generate(), try? OpenIDConnectKeys.generate())

    init(
        _ arrangement: Arrangement,
        settings changes: [String: SettingValue?] = [:],
        upstream change: (inout OpenIDConnectProfile) -> Void = { _ in }
    ) throws {
        self.arrangement = arrangement
        var settings = arrangement.settings
        for (key, value) in changes { settings[key] = value }
        self.settings = settings
        var profile = arrangement.profile
        change(&profile)
        let time = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 0))
        clock = FakeClock { time.set(to: $0) }
        simulator = try OpenIDConnectSimulator(
            profile: profile,
            clock: time,
            keys: Self.keys.0,
            newKeys: Self.keys.1
        )
    }

    var upstream: any HTTPTransport { SimulatorTransport(simulator: simulator) }
    var person: BenchPerson { arrangement.person }
    var keys: MethodKeys { arrangement.keys }
    var secrets: [String] {
        get async { simulator.issued + [TestSettings.secretText] + keys.all.map { $0.pem.reveal() } }
    }

    func makeProvider(services: MethodServices) throws -> OpenIDConnectProvider {
        OpenIDConnectProvider(
            configuration: try OpenIDConnectConfiguration(checking: .section(settings), keys: keys),
            services: services
        )
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        guard case .redirect(let url) = interaction else { throw ConformanceFailure("a redirect was expected") }
        let query = url.query(percentEncoded: true) ?? ""
        let page = try await location(of: SimulatorRequest(method: "GET", path: url.path(), query: query))
        guard page.hasPrefix("/") else { return .callback(try callback(page)) }
        if action == .ignore { clock.advance(by: .seconds(600)) }
        let form = Array("decision=\(action.rawValue)".utf8)
        return .callback(
            try callback(await location(of: SimulatorRequest(method: "POST", path: page, body: form)))
        )
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        guard inapplicableFaults[fault] == nil, let fault = OpenIDConnectFault(rawValue: fault.rawValue) else {
            return false
        }
        simulator.inject(fault)
        return true
    }

    var inapplicableFaults: [UpstreamFault: String] { arrangement.inapplicableFaults }

    private func location(of request: SimulatorRequest) async throws -> String {
        let answer = await simulator.respond(to: request)
        guard let location = answer.header("location") else {
            throw ConformanceFailure("the simulator answers \(answer.status): \(answer.text)")
        }
        return location
    }

    private func callback(_ location: String) throws -> CallbackParameters {
        guard let items = URLComponents(string: location)?.queryItems,
            let callback = CallbackParameters(items.map { FormField(name: $0.name, value: $0.value ?? "") })
        else { throw ConformanceFailure("the simulator sends the browser back with a broken query") }
        return callback
    }
}
