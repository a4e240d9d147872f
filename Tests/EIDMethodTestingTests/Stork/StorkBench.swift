import EIDMethod
import EIDMethodTesting
import FoundationEssentials

/// The stork's own side of the suite: its app, and the dove's bench behind it.
struct StorkBench: MethodBench {
    private let inner = DoveBench()
    private let stork: StorkUpstream
    private let queue = StorkQueue()
    private let flaw: StorkFlaw?

    init(_ flaw: StorkFlaw? = nil) {
        self.flaw = flaw
        stork = StorkUpstream(dove: inner.dove, clock: inner.clock)
    }

    var clock: FakeClock { inner.clock }
    var upstream: any HTTPTransport { stork }
    var person: BenchPerson { inner.person }
    var secrets: [String] { inner.secrets }
    var openTransactions: Int? { stork.open }

    func makeProvider(services: MethodServices) throws -> Stork {
        let settings: SettingValue = .section(["secret": .secret(Secret(DoveUpstream.secret))])
        var provider = Stork(configuration: try DoveConfiguration(checking: settings), services: services)
        provider.flaw = flaw
        provider.queue = queue
        return provider
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        switch interaction {
        case .ask: return .answered(PromptAnswer(text: "4711"))
        case .openApp(let link?, _, _, _):
            let order = link.host ?? ""
            switch action {
            case .approve: stork.decide("done", on: order)
            case .cancel: stork.decide("cancelled", on: order)
            case .decline: stork.decide("declined", on: order)
            case .ignore: clock.advance(by: .seconds(600))
            }
            return .polled
        default: return try await inner.play(action, at: interaction)
        }
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool { try await inner.inject(fault) }
}
