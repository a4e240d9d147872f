import EIDMethod
import FoundationEssentials

/// A provider that keeps a number and says it back.
struct EchoProvider: MethodProvider {
    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = [
            .required("greeting", .text, "What is said."),
            .optional("count", .integer(1...3), default: 2, "How often."),
        ]
        let greeting: String
        let count: Int

        init(reading settings: SettingsReader) {
            greeting = settings.text("greeting") ?? ""
            count = settings.integer("count") ?? 0
        }

        func issues(keys: MethodKeys) -> [ConfigurationIssue] {
            keys.keys(for: .signing).isEmpty ? [ConfigurationIssue("keys", "has no signing key")] : []
        }
    }

    struct State: Codable, Sendable { let number: Int }

    static let descriptor = MethodDescriptor(
        provider: "echo",
        displayName: LocalizedText("Echo"),
        types: [.authentication],
        attributes: [],
        assurance: AssuranceTable([.init("echo", .low)])
    )

    let configuration: Configuration
    let services: MethodServices

    init(configuration: Configuration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<State> {
        .present(.redirect(to: request.callbackURL), keeping: State(number: configuration.count))
    }

    func resume(
        _ request: MethodRequest,
        from state: State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<State> {
        .finished(
            VerifiedIdentity(
                subject: UpstreamSubject(namespace: configuration.greeting, identifier: String(state.number)),
                assurance: .low,
                authenticatedAt: services.clock.now
            )
        )
    }
}

/// The same under another name, so that a registry has two.
struct SecondProvider: MethodProvider {
    static let descriptor = MethodDescriptor(
        provider: "second",
        displayName: LocalizedText("Second"),
        types: [.verification],
        attributes: [AttributeOffer(.email, .maybe, exceptions: ["NLD": .never])],
        assurance: AssuranceTable([.init("second", .high)])
    )

    init(configuration: EchoProvider.Configuration, services: MethodServices) {}

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<Unwritable> {
        .present(.redirect(to: request.callbackURL), keeping: Unwritable())
    }

    func resume(
        _ request: MethodRequest,
        from state: Unwritable,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<Unwritable> {
        throw MethodError(.unavailable, "never reached")
    }
}

/// A state that cannot be encoded.
struct Unwritable: Codable, Sendable {
    let number = Double.nan
    private enum CodingKeys: CodingKey { case number }

    init() {}
    init(from decoder: any Decoder) throws {}
}
