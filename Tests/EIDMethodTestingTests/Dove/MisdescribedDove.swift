import EIDMethod
import EIDMethodTesting

/// A dove whose description is wrong: a name with a space, a language forgotten, signing that nobody can do.
struct MisdescribedDove: MethodProvider {
    static let descriptor = MethodDescriptor(
        provider: "misdescribed-dove",
        displayName: LocalizedText(nl: "Duif", fr: "", de: "Taube", en: "Dove", sv: "Duva"),
        types: [.verification, .signing],
        attributes: Dove.descriptor.attributes,
        assurance: Dove.descriptor.assurance
    )

    struct Configuration: MethodConfiguration {
        static let settings: [Setting] = [.optional("secret", .secret, "")]
        let secret: Secret<String>

        init(reading settings: SettingsReader) { secret = settings.secret("secret") ?? Secret("") }
    }

    let dove: Dove

    init(configuration: Configuration, services: MethodServices) {
        let settings: SettingValue = .section(["secret": .secret(configuration.secret)])
        let reader = SettingsReader(settings, describedBy: DoveConfiguration.settings)
        dove = Dove(configuration: DoveConfiguration(reading: reader), services: services)
    }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<Dove.State> {
        try await dove.begin(request)
    }

    func resume(
        _ request: MethodRequest,
        from state: Dove.State,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<Dove.State> {
        try await dove.resume(request, from: state, after: event)
    }
}

/// A bench of any provider that talks to the dove's upstream, with what it leaves out.
struct OddBench: MethodBench {
    var inner = DoveBench()
    var injects = true
    var inapplicableFaults: [UpstreamFault: String] = [:]
    var inapplicableActions: [PersonAction: String] = [:]

    var clock: FakeClock { inner.clock }
    var upstream: any HTTPTransport { inner.upstream }
    var person: BenchPerson { inner.person }
    var secrets: [String] { inner.secrets }

    func makeProvider(services: MethodServices) throws -> MisdescribedDove {
        let secret = Secret(DoveUpstream.secret)
        let settings: SettingValue = .section(["secret": .secret(secret)])
        return MisdescribedDove(configuration: try .init(checking: settings), services: services)
    }

    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        try await inner.play(action, at: interaction)
    }

    func inject(_ fault: UpstreamFault) async throws -> Bool {
        guard injects else { return false }
        return try await inner.inject(fault)
    }
}
