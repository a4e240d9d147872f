import EIDMethod

/// A provider that is called what its settings say, and does less than the plugin could.
struct PoliteProvider: MethodProvider {
    static let descriptor = MethodDescriptor(
        provider: "polite",
        displayName: LocalizedText("Polite"),
        types: [.authentication, .verification],
        attributes: [],
        assurance: AssuranceTable([.init("polite", .low)])
    )

    let descriptor: MethodDescriptor

    init(configuration: EchoProvider.Configuration, services: MethodServices) {
        descriptor = MethodDescriptor(
            provider: Self.descriptor.provider,
            displayName: LocalizedText(configuration.greeting),
            types: [.authentication],
            attributes: [],
            assurance: Self.descriptor.assurance
        )
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<EchoProvider.State> {
        throw MethodError(.unavailable, "never begun")
    }

    func resume(
        _ request: MethodRequest,
        from state: EchoProvider.State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<EchoProvider.State> {
        throw MethodError(.unavailable, "never reached")
    }
}
