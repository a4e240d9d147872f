import EIDItsme
import EIDKeyring
import EIDMethod
import EIDMethodTesting

/// One provider and the browser in front of it, without a broker.
struct ItsmeSignIn {
    let bench: ItsmeBench
    let log = LogCapture()
    var random = SeededRandom(seed: 7).source

    init(_ bench: ItsmeBench) { self.bench = bench }

    /// The provider as the broker makes it.
    func provider() throws -> ItsmeProvider {
        try bench.makeProvider(
            services: MethodServices(
                http: GuardedTransport(bench.upstream),
                clock: bench.clock.wall,
                random: random,
                keyring: PrivateKeyring(bench.keys),
                log: log.logger()
            )
        )
    }

    /// A request as the broker makes it.
    func request(
        _ type: MethodType = .verification,
        _ attributes: Set<AttributeName>? = nil,
        assurance: Assurance? = nil
    ) throws -> MethodRequest {
        let offered = Set(ItsmeProvider.descriptor.attributes.map(\.name))
        return try MethodRequest(
            transactionID: "transaction-1",
            type: type,
            attributes: type == .verification ? attributes ?? offered : [],
            assurance: assurance,
            languages: [.nl],
            callbackURL: bench.callbackURL,
            callbackState: "state-of-transaction-1"
        )
    }

    /// From beginning to end.
    func perform(_ request: MethodRequest, _ action: PersonAction = .approve) async throws -> VerifiedIdentity {
        let provider = try provider()
        guard case .present(let interaction, let state) = try await provider.begin(request) else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        let event = try await bench.play(action, at: interaction)
        guard case .finished(let identity) = try await provider.resume(request, from: state, after: event) else {
            throw ConformanceFailure("itsme wants to continue")
        }
        return identity
    }
}
