import EIDMethod
import EIDMethodTesting
import EIDSimulator
import EIDSmartIDSimulator
import FoundationEssentials

@testable import EIDSmartID

/// Smart-ID's side of the suites: the simulator in place of the network, and Kadri with her phone.
struct SmartIDArrangement: Sendable {
    /// Made once: keys take long.
    static let signers = SmartIDSigners(
        at: Date(timeIntervalSince1970: 1_780_315_200),
        address: "http://smart-id.example"
    )
    static let computer = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    static let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1"

    let clock: FakeClock
    let simulator: SmartIDSimulator
    let settings: [String: SettingValue]

    init(_ settings: [String: SettingValue] = [:], brokeredName: String? = nil) throws {
        let time = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 0))
        clock = FakeClock { time.set(to: $0) }
        simulator = SmartIDSimulator(brokeredName: brokeredName, clock: time, signers: Self.signers)
        var own: [String: SettingValue] = [
            "environment": "custom", "baseURL": "https://smart-id.example/smart-id-rp/v3/",
            "relyingPartyUUID": "00000000-0000-4000-8000-000000000000", "relyingPartyName": "DEMO",
            "text": "Log in to Example", "trust": .file(Array(try Self.signers.authorities().utf8)),
        ]
        if let brokeredName { own["brokeredRpName"] = .text(brokeredName) }
        self.settings = own.merging(settings) { $1 }
    }

    var upstream: any HTTPTransport { SimulatorTransport(simulator: simulator) }

    func makeProvider(services: MethodServices) throws -> SmartIDProvider {
        SmartIDProvider(
            configuration: try SmartIDConfiguration(checking: .section(settings)),
            services: services
        )
    }

    /// The method on this side alone, with nothing between it and the simulator.
    func method() throws -> Method {
        let services = MethodServices(
            http: upstream,
            clock: clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        return Method(id: "smart-id", provider: try makeProvider(services: services))
    }

    /// Plays a person, and says what the broker would deliver.
    func play(
        _ action: PersonAction,
        at interaction: Interaction,
        as persona: SmartIDPersona = .kadri
    ) throws -> MethodEvent {
        if case .ask = interaction {
            return .answered(PromptAnswer(text: "\(persona.country) \(persona.number)"))
        }
        guard case .openApp(let link, let code, _, _) = interaction else {
            throw ConformanceFailure("Smart-ID neither redirects nor posts")
        }
        if action == .ignore {
            clock.advance(by: .seconds(600))
            return .polled
        }
        guard let session = try? opened(link, code, persona) else { return .polled }
        guard let address = try simulator.decide(action == .approve ? .approve : .refuse, on: session) else {
            return .polled
        }
        return .callback(try Self.parameters(of: address))
    }

    /// Opens the session in the app, by the way that the page shows.
    private func opened(_ link: URL?, _ code: String?, _ persona: SmartIDPersona) throws -> String {
        if let code { return try simulator.scan(code, as: persona) }
        if let link { return try simulator.follow(link.absoluteString, as: persona) }
        return try simulator.pickUp(as: persona)
    }

    /// What a browser brings back from an address.
    static func parameters(of address: String) throws -> CallbackParameters {
        guard let items = URLComponents(string: address)?.queryItems,
            let parameters = CallbackParameters(items.map { FormField(name: $0.name, value: $0.value ?? "") })
        else { throw ConformanceFailure("the address of the return is no URL") }
        return parameters
    }
}
