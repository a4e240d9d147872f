import EIDMethod
import EIDMethodTesting
import EIDSimulator
import EIDTemplateSimulator
import FoundationEssentials

/// The pigeon post's side of the suite, whoever the method's provider is and wherever it runs.
struct PigeonPost: UpstreamBench {
    static let secret = "pigeon-secret-0123456789-0123456789"
    static let settings: SettingValue = [
        "issuer": "https://pigeons.example", "clientID": "broker", "clientSecret": .secret(Secret(secret)),
    ]
    let clock: FakeClock
    let simulator: TemplateSimulator
    let person = BenchPerson(assurance: .low)
        .with(.givenName, "Robin")
        .with(.familyName, "Vandevogel")
        .with(.email, "robin@example.org")
        .with(.birthdate, CalendarDate(iso: "1990-02-28"))

    init() {
        let time = SimulatorClock(fixedAt: Date(timeIntervalSince1970: 0))
        clock = FakeClock { time.set(to: $0) }
        simulator = TemplateSimulator(
            issuer: "https://pigeons.example",
            clientID: "broker",
            clientSecret: Self.secret,
            callbackURL: "https://broker.example/callback/bench",
            clock: time
        )
    }

    var upstream: any HTTPTransport { SimulatorTransport(simulator: simulator) }
    var secrets: [String] { [Self.secret] }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        guard case .redirect(let url) = interaction else { throw ConformanceFailure("pigeons only redirect") }
        if action == .ignore { clock.advance(by: .seconds(600)) }
        let decision =
            switch action {
            case .approve: "approve"
            case .cancel: "stop"
            case .decline: "refuse"
            case .ignore: "ignore"
            }
        let answer = try await upstream.send(HTTPRequest(.post, url, body: Array("decision=\(decision)".utf8)))
        guard let location = answer.header("location"),
            let items = URLComponents(string: location)?.queryItems,
            let callback = CallbackParameters(items.map { FormField(name: $0.name, value: $0.value ?? "") })
        else { throw ConformanceFailure("the pigeon post answers \(answer.status)") }
        return .callback(callback)
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        guard let fault = TemplateFault(rawValue: fault.rawValue) else { return false }
        simulator.inject(fault)
        return true
    }

    var inapplicableFaults: [UpstreamFault: String] {
        [
            .extraAudience: "a letter has one addressee",
            .subjectMismatch: "one letter is all that the pigeon post ever sends in a transaction",
            .keyRotation: "letters are sealed with the client's secret, which only changes in the settings",
        ]
    }

    /// What a method gets around it.
    func services(_ log: LogCapture = LogCapture()) -> MethodServices {
        MethodServices(
            http: GuardedTransport(upstream),
            clock: clock.wall,
            random: SeededRandom().source,
            log: log.logger()
        )
    }

    /// A transaction's request.
    func request(_ state: String = "state-of-the-transaction") throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: .verification,
            attributes: [Attribute.givenName.name],
            callbackURL: callbackURL,
            callbackState: state
        )
    }
}
