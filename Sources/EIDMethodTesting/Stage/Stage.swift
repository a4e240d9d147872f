import EIDKeyring
import EIDMethod
import FoundationEssentials

/// Everything around one method that the broker would be: requests, stored state, the network, the log.
///
/// State goes through its encoded form at each step, as in the broker.
final class Stage: Surrounded {
    let bench: any UpstreamBench
    let descriptor: MethodDescriptor
    let settings: [Setting]
    /// Whether the provider has the further protocol of methods that sign.
    let signs: Bool
    let around: Surroundings
    private let make: @Sendable (MethodServices) throws -> Method
    /// Decodes and encodes a state once more.
    let recode: @Sendable ([UInt8]) throws -> [UInt8]

    convenience init<Bench: MethodBench>(_ bench: Bench) {
        self.init(
            bench,
            settings: Bench.Provider.Configuration.settings,
            signs: Bench.Provider.self is any SigningProvider.Type,
            descriptor: Bench.Provider.descriptor,
            make: { Method(id: "bench", provider: try bench.makeProvider(services: $0)) },
            recode: { try StateCoding.recode($0, as: Bench.Provider.State.self) }
        )
    }

    /// Of a plugin that may be no type of this process; what its state means is known to nobody else.
    convenience init(_ bench: some UpstreamBench, plugin: MethodPlugin, settings: SettingValue) {
        self.init(
            bench,
            settings: plugin.settings,
            // The protocol of external methods lets none declare signing that has no part for it.
            signs: plugin.descriptor.types.contains(.signing),
            descriptor: plugin.descriptor,
            make: { services in
                let issues = plugin.issues(settings: settings, keys: bench.keys.publicHalves)
                guard issues.isEmpty else {
                    throw ConformanceFailure(issues.map(\.description).joined(separator: "; "))
                }
                return plugin.method(id: "bench", settings: settings, services: services)
            },
            recode: { $0 }
        )
    }

    private init(
        _ bench: any UpstreamBench,
        settings: [Setting],
        signs: Bool,
        descriptor plugin: MethodDescriptor,
        make: @escaping @Sendable (MethodServices) throws -> Method,
        recode: @escaping @Sendable ([UInt8]) throws -> [UInt8]
    ) {
        self.bench = bench
        self.settings = settings
        self.signs = signs
        self.make = make
        self.recode = recode
        around = Surroundings(
            upstream: bench.upstream,
            clock: bench.clock,
            keys: bench.keys,
            allowsLoopbackHTTP: bench.allowsLoopbackHTTP,
            seed: 20_260_601
        )
        // That of the method: with its settings it may offer other things than the plugin as such.
        descriptor = (try? make(around.services()))?.descriptor ?? plugin
        around.watch(bench.person.tellingTexts)
        around.watch(browser: bench.userAgent)
    }

    /// A fresh provider, whose clock may be ahead of the upstream's.
    func method(clockAhead skew: Duration = .zero) throws -> Method {
        try make(around.services(clockAhead: skew))
    }

    /// A fresh provider that reaches its upstream by another way.
    func method(through transport: any HTTPTransport) throws -> Method {
        try make(around.services(through: transport))
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
        languages: [Language] = [.nl, .en],
        loginHint: String? = nil,
        freshness: Freshness = Freshness(),
        commitment: Data? = nil,
        userAgent: String? = nil
    ) throws -> MethodRequest {
        let type = type ?? anyType
        let source = random.source
        return try MethodRequest(
            transactionID: source.token(bytes: 16),
            type: type,
            attributes: type == .verification ? attributes ?? offered : [],
            assurance: assurance,
            languages: languages,
            callbackURL: bench.callbackURL,
            callbackState: source.token(bytes: 24),
            loginHint: loginHint,
            freshness: freshness,
            commitment: commitment,
            endUser: EndUser(address: Surroundings.address, userAgent: userAgent ?? bench.userAgent)
        )
    }
}
