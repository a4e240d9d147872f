import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// Everything around one method that the broker would be: requests, stored state, the network, the log.
///
/// State goes through its encoded form at each step, as in the broker.
final class Stage: Sendable {
    let bench: any MethodBench
    let descriptor: MethodDescriptor
    let settings: [Setting]
    /// Whether the provider has the further protocol of methods that sign.
    let signs: Bool
    let log = LogCapture()
    let wire: FaultyTransport
    let random = SeededRandom(seed: 20_260_601)
    let notes = Mutex(Notes())
    private let make: @Sendable (MethodServices) throws -> Method
    /// Decodes and encodes a state once more.
    let recode: @Sendable ([UInt8]) throws -> [UInt8]

    /// What must not leak, and where it might have.
    struct Notes {
        var confidential: [String] = []
        var errors: [String] = []
    }

    init<Bench: MethodBench>(_ bench: Bench) {
        self.bench = bench
        descriptor = Bench.Provider.descriptor
        settings = Bench.Provider.Configuration.settings
        signs = Bench.Provider.self is any SigningProvider.Type
        wire = FaultyTransport(bench.upstream)
        make = { Method(id: "bench", provider: try bench.makeProvider(services: $0)) }
        recode = { try StateCoding.recode($0, as: Bench.Provider.State.self) }
        notes.withLock { $0.confidential = bench.person.tellingTexts }
    }

    /// A fresh provider, whose clock may be ahead of the upstream's.
    func method(clockAhead skew: Duration = .zero) throws -> Method {
        let services = MethodServices(
            http: GuardedTransport(wire, allowsLoopbackHTTP: bench.allowsLoopbackHTTP),
            clock: bench.clock.wall(ahead: skew),
            random: random.source,
            keys: bench.keys,
            log: log.logger(label: "method")
        )
        return try make(services)
    }

    /// The type that behaviours use which do not care.
    var anyType: MethodType { descriptor.types.contains(.verification) ? .verification : .authentication }

    /// Every attribute that the method offers.
    var offered: Set<AttributeName> { Set(descriptor.attributes.map(\.name)) }

    /// What a verification that asks for everything must deliver.
    var expected: [AttributeName: AttributeValue] { bench.person.attributes.filter { offered.contains($0.key) } }

    /// A request as the broker makes it, each with a `state` of its own.
    func request(
        _ type: MethodType? = nil,
        attributes: Set<AttributeName>? = nil,
        assurance: Assurance? = nil,
        loginHint: String? = nil,
        commitment: Data? = nil
    ) throws -> MethodRequest {
        let type = type ?? anyType
        let source = random.source
        return try MethodRequest(
            transactionID: source.token(bytes: 16),
            type: type,
            attributes: type == .verification ? attributes ?? offered : [],
            assurance: assurance,
            languages: [.nl, .en],
            callbackURL: bench.callbackURL,
            callbackState: source.token(bytes: 24),
            loginHint: loginHint,
            commitment: commitment
        )
    }
}
