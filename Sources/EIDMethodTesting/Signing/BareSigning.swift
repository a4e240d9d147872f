import EIDMethod

/// A provider's signing half with its state as bytes and none of the broker's guards in front of it, so that what the
/// provider itself lets through shows.
struct BareSigning: Sendable {
    let offer: SigningOffer
    let begin: @Sendable (SigningRequest) async throws(MethodError) -> SigningMethod.Step
    let resume: @Sendable (SigningRequest, [UInt8], MethodEvent) async throws(MethodError) -> SigningMethod.Step
    let authorise: @Sendable (SigningRequest, [UInt8], [SigningDigest]) async throws(MethodError) -> SigningMethod.Step
    let abandon: @Sendable (SigningRequest, [UInt8]) async -> Void

    /// `nil` when the provider's settings leave signing out; `around` hears of each state.
    init?<Provider: SigningProvider>(_ provider: Provider, in around: Surroundings) {
        guard let offer = provider.signing else { return nil }
        self.offer = offer
        begin = { request throws(MethodError) in
            try Self.erase(try await provider.beginSigning(request), around)
        }
        resume = { request, bytes, event throws(MethodError) in
            let state = try ErasedState.state(of: bytes, as: Provider.SigningState.self)
            return try Self.erase(try await provider.resumeSigning(request, from: state, after: event), around)
        }
        authorise = { request, bytes, digests throws(MethodError) in
            let state = try ErasedState.state(of: bytes, as: Provider.SigningState.self)
            return try Self.erase(try await provider.authorise(digests, for: request, from: state), around)
        }
        abandon = { request, bytes in
            guard let state = try? ErasedState.state(of: bytes, as: Provider.SigningState.self) else { return }
            await provider.abandonSigning(request, from: state)
        }
    }

    /// The signing half of a method that may be no type of this process; what its state means is known to nobody else.
    init(_ method: SigningMethod) {
        offer = method.offer
        begin = { request throws(MethodError) in try await method.begin(request) }
        resume = { request, state, event throws(MethodError) in
            try await method.resume(request, from: state, after: event)
        }
        authorise = { request, state, digests throws(MethodError) in
            try await method.authorise(digests, for: request, from: state)
        }
        abandon = { request, state in await method.abandon(request, from: state) }
    }

    private static func erase<State>(
        _ step: SigningStep<State>,
        _ around: Surroundings
    ) throws(MethodError) -> SigningMethod.Step {
        try SigningMethod.Step(step) { state throws(MethodError) in try write(state, around) }
    }

    /// Encoded, decoded and encoded again, as a store and a restart would.
    private static func write<State: Codable>(
        _ state: State,
        _ around: Surroundings
    ) throws(MethodError) -> [UInt8] {
        around.note(state: state)
        let bytes = try ErasedState.bytes(of: state)
        do { return try StateCoding.recode(bytes, as: State.self) } catch {
            throw MethodError(.misconfigured, "the state cannot be stored", underlying: error)
        }
    }
}
