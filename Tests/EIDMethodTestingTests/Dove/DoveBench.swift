import EIDMethod
import EIDMethodTesting
import FoundationEssentials

/// The dove's own side of the suite.
struct DoveBench: MethodBench {
    let clock = FakeClock()
    let dove: DoveUpstream
    var flaw: Flaw?
    let person = BenchPerson(assurance: .substantial)
        .with(.givenName, "Columba")
        .with(.email, "columba@example.org")
        .with(.birthdate, CalendarDate(iso: "1985-03-24"))

    init(_ flaw: Flaw? = nil) {
        self.flaw = flaw
        dove = DoveUpstream(clock: clock)
    }

    var upstream: any HTTPTransport { dove }
    var secrets: [String] { [DoveUpstream.secret] }
    var loginHints: [String] { ["dove:0001"] }

    func makeProvider(services: MethodServices) throws -> Dove {
        let settings: SettingValue = .section(["secret": .secret(Secret(DoveUpstream.secret))])
        var provider = Dove(configuration: try DoveConfiguration(checking: settings), services: services)
        provider.flaw = flaw
        return provider
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        guard case .redirect(let url) = interaction,
            let items = URLComponents(url: url, resolvingAgainstBaseURL: false)?.queryItems,
            let state = items.first(where: { $0.name == "state" })?.value,
            let nonce = items.first(where: { $0.name == "nonce" })?.value
        else { throw ConformanceFailure("not a dove's interaction") }
        if action == .ignore { clock.advance(by: .seconds(600)) }
        let answer =
            switch action {
            case .approve: FormField(name: "code", value: dove.approve(nonce: nonce))
            case .cancel: FormField(name: "error", value: "cancelled")
            case .decline: FormField(name: "error", value: "declined")
            case .ignore: FormField(name: "error", value: "timeout")
            }
        guard let parameters = CallbackParameters([answer, FormField(name: "state", value: state)]) else {
            throw ConformanceFailure("unreachable: the names differ")
        }
        return .callback(parameters)
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        dove.inject(fault)
        return true
    }
}
