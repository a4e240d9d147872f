/// The signing half of an enabled method, its `SigningState` erased to bytes.
public struct SigningMethod: Sendable {
    /// What a method answers once its state is bytes.
    public enum Step: Sendable {
        /// The person does something; the bytes come back with the event.
        case present(Interaction, keeping: [UInt8])
        /// The signer is known; the bytes come back with the digests.
        case ready(Signer, keeping: [UInt8])
        /// The digests are signed.
        case signed(SigningResult)
    }

    /// What the method signs with.
    public let offer: SigningOffer
    private let starting: @Sendable (SigningRequest) async throws(MethodError) -> Step
    private let resuming: @Sendable (SigningRequest, [UInt8], MethodEvent) async throws(MethodError) -> Step
    private let authorising: @Sendable ([SigningDigest], SigningRequest, [UInt8]) async throws(MethodError) -> Step
    private let redrawing: @Sendable (SigningRequest, [UInt8]) async -> Interaction?
    private let abandoning: @Sendable (SigningRequest, [UInt8]) async -> Void

    /// Erases a provider; `nil` when its settings leave signing out.
    public init?<Provider: SigningProvider>(_ provider: Provider) {
        guard let offer = provider.signing else { return nil }
        self.offer = offer
        starting = { request throws(MethodError) in try Self.erase(try await provider.beginSigning(request)) }
        resuming = { request, bytes, event throws(MethodError) in
            let state = try ErasedState.state(of: bytes, as: Provider.SigningState.self)
            return try Self.erase(try await provider.resumeSigning(request, from: state, after: event))
        }
        authorising = { digests, request, bytes throws(MethodError) in
            let state = try ErasedState.state(of: bytes, as: Provider.SigningState.self)
            return try Self.erase(try await provider.authorise(digests, for: request, from: state))
        }
        redrawing = { request, bytes in
            (try? ErasedState.state(of: bytes, as: Provider.SigningState.self))
                .flatMap { provider.redrawSigning(request, from: $0) }
        }
        abandoning = { request, bytes in
            guard let state = try? ErasedState.state(of: bytes, as: Provider.SigningState.self) else { return }
            await provider.abandonSigning(request, from: state)
        }
    }

    /// Makes a signing half of closures, for a provider that is no type of this process.
    package init(
        offer: SigningOffer,
        begin: @escaping @Sendable (SigningRequest) async throws(MethodError) -> Step,
        resume: @escaping @Sendable (SigningRequest, [UInt8], MethodEvent) async throws(MethodError) -> Step,
        authorise: @escaping @Sendable ([SigningDigest], SigningRequest, [UInt8]) async throws(MethodError) -> Step,
        redraw: @escaping @Sendable (SigningRequest, [UInt8]) async -> Interaction?,
        abandon: @escaping @Sendable (SigningRequest, [UInt8]) async -> Void
    ) {
        self.offer = offer
        starting = begin
        resuming = resume
        authorising = authorise
        redrawing = redraw
        abandoning = abandon
    }

    /// Starts a signing.
    public func begin(_ request: SigningRequest) async throws(MethodError) -> Step {
        guard request.count >= 1, request.count <= offer.maximumDigests else {
            throw MethodError(.unsupported, "one approval covers at most \(offer.maximumDigests) digests")
        }
        return try Self.checked(try await starting(request))
    }

    /// Continues a signing from the bytes of the last step.
    public func resume(
        _ request: SigningRequest,
        from state: [UInt8],
        after event: MethodEvent
    ) async throws(MethodError) -> Step {
        try Self.checked(try await resuming(request, state, event))
    }

    /// Asks the person to approve digests, from the bytes of `.ready`.
    public func authorise(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        from state: [UInt8]
    ) async throws(MethodError) -> Step {
        guard digests.count == request.count, Set(digests.map { Array($0.name.utf8) }).count == digests.count else {
            throw MethodError(.unsupported, "the digests are not those that the signing began with")
        }
        return try Self.checked(try await authorising(digests, request, state))
    }

    /// What the person sees at this moment, where that changes by itself.
    public func redraw(_ request: SigningRequest, from state: [UInt8]) async -> Interaction? {
        await redrawing(request, state).flatMap { $0.obstacle == nil ? $0 : nil }
    }

    /// Tells the upstream that nobody waits any more.
    public func abandon(_ request: SigningRequest, from state: [UInt8]) async { await abandoning(request, state) }

    private static func checked(_ step: Step) throws(MethodError) -> Step {
        guard case .present(let interaction, _) = step, let obstacle = interaction.obstacle else { return step }
        throw MethodError(.misconfigured, "the method shows what cannot be shown: \(obstacle)")
    }

    private static func erase<State>(_ step: SigningStep<State>) throws(MethodError) -> Step {
        try Step(step) { state throws(MethodError) in try ErasedState.bytes(of: state) }
    }
}

extension SigningMethod.Step {
    /// Erases a provider's step, whose state `write` makes bytes of.
    package init<State>(
        _ step: SigningStep<State>,
        write: (State) throws(MethodError) -> [UInt8]
    ) throws(MethodError) {
        switch step {
        case .signed(let result): self = .signed(result)
        case .present(let interaction, let state): self = .present(interaction, keeping: try write(state))
        case .ready(let signer, let state): self = .ready(signer, keeping: try write(state))
        }
    }
}
