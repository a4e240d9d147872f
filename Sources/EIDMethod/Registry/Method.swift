/// One enabled method: a provider with its settings under an id, its `State` erased to bytes.
public struct Method: Sendable {
    /// What a method answers once its state is bytes.
    public enum Step: Sendable {
        /// The person does something; the bytes come back with the event.
        case present(Interaction, keeping: [UInt8])
        /// The person is known.
        case finished(VerifiedIdentity)
    }

    /// The id that settings, clients and URLs use.
    public let id: String
    /// The method's name for people.
    public let displayName: LocalizedText
    /// The picture beside the name, the operator's or the plugin's.
    public internal(set) var logo: MethodLogo?
    /// What the method offers.
    public let descriptor: MethodDescriptor
    /// What the method can do with its settings; a part of what the descriptor offers.
    public let types: Set<MethodType>
    /// The signing half; present exactly when `types` has `.signing`.
    public let signing: SigningMethod?
    /// The forms of a client's hint that can only mean a person of this method.
    public let loginHints: [LoginHintForm]
    /// The longest that a step takes; later, whoever asked the method has gone.
    public let longestStep: Duration
    private let running: @Sendable () -> Bool
    private let starting: @Sendable (MethodRequest) async throws(MethodError) -> Step
    private let resuming: @Sendable (MethodRequest, [UInt8], MethodEvent) async throws(MethodError) -> Step
    private let redrawing: @Sendable (MethodRequest, [UInt8]) async -> Interaction?
    private let abandoning: @Sendable (MethodRequest, [UInt8]) async -> Void

    /// The longest step of a method that is linked in: a few calls of its upstream.
    package static let usualStep = Duration.seconds(25)

    /// Erases a provider; people see the name in its descriptor unless another is given.
    public init<Provider: MethodProvider>(id: String, displayName: LocalizedText? = nil, provider: Provider) {
        self.id = id
        descriptor = provider.descriptor
        logo = descriptor.logo
        self.displayName = displayName ?? descriptor.displayName
        signing = (provider as? any SigningProvider).flatMap { Self.signing($0) }
        types = Self.types(of: provider, signs: signing != nil)
        loginHints = provider.loginHints
        longestStep = Self.usualStep
        running = { true }
        starting = { request throws(MethodError) in
            try Self.erase(try await provider.begin(request))
        }
        resuming = { request, bytes, event throws(MethodError) in
            let state = try ErasedState.state(of: bytes, as: Provider.State.self)
            return try Self.erase(try await provider.resume(request, from: state, after: event))
        }
        redrawing = { request, bytes in
            (try? ErasedState.state(of: bytes, as: Provider.State.self)).flatMap { provider.redraw(request, from: $0) }
        }
        abandoning = { request, bytes in
            guard let state = try? ErasedState.state(of: bytes, as: Provider.State.self) else { return }
            await provider.abandon(request, from: state)
        }
    }

    /// Makes a method of closures, for a provider that is no type of this process.
    package init(
        id: String,
        displayName: LocalizedText?,
        descriptor: MethodDescriptor,
        types: Set<MethodType>,
        loginHints: [LoginHintForm] = [],
        longestStep: Duration = Method.usualStep,
        isRunning: @escaping @Sendable () -> Bool = { true },
        signing: SigningMethod? = nil,
        begin: @escaping @Sendable (MethodRequest) async throws(MethodError) -> Step,
        resume: @escaping @Sendable (MethodRequest, [UInt8], MethodEvent) async throws(MethodError) -> Step,
        redraw: @escaping @Sendable (MethodRequest, [UInt8]) async -> Interaction?,
        abandon: @escaping @Sendable (MethodRequest, [UInt8]) async -> Void
    ) {
        self.id = id
        self.displayName = displayName ?? descriptor.displayName
        self.descriptor = descriptor
        logo = descriptor.logo
        self.types = types.subtracting([.signing]).union(signing == nil ? [] : [.signing])
        self.signing = signing
        self.loginHints = loginHints
        self.longestStep = longestStep
        running = isRunning
        starting = begin
        resuming = resume
        redrawing = redraw
        abandoning = abandon
    }

    /// Whether the method can be asked at all; not while the process of an external one is gone.
    public var isRunning: Bool { running() }

    /// Whether a client's hint can only mean a person of this method.
    public func recognises(loginHint: String) -> Bool { loginHints.contains { $0.matches(loginHint) } }

    /// Starts a transaction.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> Step {
        try require(request.type)
        return try checked(try await starting(request), request)
    }

    /// Continues a transaction from the bytes of the last step.
    public func resume(
        _ request: MethodRequest,
        from state: [UInt8],
        after event: MethodEvent
    ) async throws(MethodError) -> Step {
        try require(request.type)
        return try checked(try await resuming(request, state, event), request)
    }

    /// What the person sees at this moment, where that changes by itself.
    public func redraw(_ request: MethodRequest, from state: [UInt8]) async -> Interaction? {
        await redrawing(request, state).flatMap { $0.obstacle == nil ? $0 : nil }
    }

    /// Tells the upstream that nobody waits any more.
    public func abandon(_ request: MethodRequest, from state: [UInt8]) async { await abandoning(request, state) }

    private func require(_ type: MethodType) throws(MethodError) {
        guard type != .signing, types.contains(type) else {
            throw MethodError(.unsupported, "method \(id) does not offer \(type.rawValue)")
        }
    }

    /// What a commitment is for depends on the person having acted for it, so that somebody must know when they did.
    private func checked(_ step: Step, _ request: MethodRequest) throws(MethodError) -> Step {
        if case .present(let interaction, _) = step, let obstacle = interaction.obstacle {
            throw MethodError(.misconfigured, "method \(id) shows what cannot be shown: \(obstacle)")
        }
        guard case .finished(let identity) = step, request.commitment != nil, !identity.isTimeKnown else { return step }
        throw MethodError(.untrusted, "method \(id) does not say when the person acted for the commitment")
    }

    private static func signing(_ provider: some SigningProvider) -> SigningMethod? { SigningMethod(provider) }

    private static func types(of provider: some MethodProvider, signs: Bool) -> Set<MethodType> {
        var types = provider.types.subtracting([.signing])
        if signs { types.insert(.signing) }
        return types
    }

    private static func erase<State>(_ step: MethodStep<State>) throws(MethodError) -> Step {
        switch step {
        case .finished(let identity): return .finished(identity)
        case .present(let interaction, let state):
            return .present(interaction, keeping: try ErasedState.bytes(of: state))
        }
    }
}
