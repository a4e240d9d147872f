import EIDKeyring
import EIDMethod
import EIDMethodTesting
import EIDOpenIDConnect
import FoundationEssentials

/// One provider and the browser in front of it, without a broker.
struct SingleTransaction {
    let bench: OpenIDConnectBench
    let log = LogCapture()
    var certificateName: String?

    init(_ bench: OpenIDConnectBench, certificateName: String? = nil) {
        self.bench = bench
        self.certificateName = certificateName
    }

    func provider() throws -> OpenIDConnectProvider {
        let upstream = SimulatorTransport(simulator: bench.simulator, certificateName: certificateName)
        return try bench.makeProvider(
            services: MethodServices(
                http: GuardedTransport(upstream),
                clock: bench.clock.wall,
                random: SeededRandom(seed: 7).source,
                keyring: PrivateKeyring(bench.keys),
                log: log.logger()
            )
        )
    }

    func request(
        _ type: MethodType = .verification,
        _ attributes: Set<AttributeName>? = nil,
        assurance: Assurance? = nil,
        loginHint: String? = nil,
        freshness: Freshness = Freshness(),
        languages: [Language] = [.nl]
    ) throws -> MethodRequest {
        let offered = Set(try provider().descriptor.attributes.map(\.name))
        return try MethodRequest(
            transactionID: "transaction-1",
            type: type,
            attributes: type == .verification ? attributes ?? offered : [],
            assurance: assurance,
            languages: languages,
            callbackURL: bench.callbackURL,
            callbackState: "state-of-transaction-1",
            loginHint: loginHint,
            freshness: freshness
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
            throw ConformanceFailure("the provider wants to continue")
        }
        return identity
    }

    /// Where the browser is sent first.
    func url(_ request: MethodRequest) async throws -> String {
        guard case .present(.redirect(let url), _) = try await provider().begin(request) else {
            throw ConformanceFailure("a redirect was expected")
        }
        return url.absoluteString
    }
}
