import EIDBroker
import EIDJOSE
import EIDMethod
import EIDServer
import FoundationEssentials
import Logging
import ServiceLifecycle
import UnixSignals

/// The broker with one method, whose people wait for ever.
struct WaitingBroker {
    let port: Int
    let poll: Int

    func run() async throws {
        guard let issuer = URL(string: "http://127.0.0.1:\(port)") else { throw BenchmarkFailure("a bad port") }
        var log = Logger(label: "waiting") { StreamLogHandler.standardError(label: $0) }
        log.logLevel = .warning
        let broker = try Broker(
            configuration: BrokerConfiguration(
                issuer: issuer,
                signingKeys: [try JWK.generate(.p256)],
                clients: [
                    Client(
                        id: "crowd",
                        name: LocalizedText("Crowd"),
                        redirectURIs: ["https://crowd.example/"],
                        authentication: .none,
                        methods: ["waiting"]
                    )
                ],
                subjectSecret: Secret(SecureRandom.bytes(32)),
                storageSecret: Secret(SecureRandom.bytes(32))
            ),
            methods: [Method(id: "waiting", provider: WaitingProvider(poll: poll))],
            store: InMemoryRecordStore(),
            log: log
        )
        let limits = ServerLimits(connections: 40_000)
        let server = try BrokerServer(
            broker: broker,
            configuration: ServerConfiguration(port: port, issuer: issuer, limits: limits),
            log: log
        )
        try await ServiceGroup(services: [server], gracefulShutdownSignals: [.sigterm], logger: log).run()
    }
}

/// A code for each second as Swedish BankID computes it; the upstream is asked and never done.
struct WaitingProvider: MethodProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = []
        init(reading settings: SettingsReader) {}
    }

    struct State: Codable, Sendable {
        let start: Int
        let token: String
        let secret: String
    }

    static let descriptor = MethodDescriptor(
        provider: "waiting",
        displayName: LocalizedText("Waiting"),
        types: [.authentication],
        attributes: [],
        assurance: AssuranceTable([.init("waiting", .substantial)])
    )

    let poll: Int

    init(poll: Int) { self.poll = poll }
    init(configuration: Configuration, services: MethodServices) { poll = 2 }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        let state = State(start: Self.now, token: request.transactionID, secret: request.callbackState)
        return .present(interaction(state), keeping: state)
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> { .present(interaction(state), keeping: state) }

    func redraw(_ request: MethodRequest, from state: State) -> Interaction? { interaction(state) }

    private func interaction(_ state: State) -> Interaction {
        let age = String(Self.now - state.start)
        let proof = Hexadecimal.text(SHA256.digest(state.secret + age))
        return .openApp(
            link: nil,
            qr: "bankid.\(state.token).\(age).\(proof)",
            pollAfter: .seconds(poll),
            hint: LocalizedText("Scan the code.")
        )
    }

    private static var now: Int { Int(Date().timeIntervalSince1970) }
}
