import EIDMethod
import FoundationEssentials

/// A provider's signing half with its state as bytes and none of the broker's guards in front of it, so that what the
/// provider itself lets through shows.
struct BareSigning: Sendable {
    let offer: SigningOffer
    let begin: @Sendable (SigningRequest) async throws(MethodError) -> SigningMethod.Step
    let resume: @Sendable (SigningRequest, [UInt8], MethodEvent) async throws(MethodError) -> SigningMethod.Step
    let authorise: @Sendable (SigningRequest, [UInt8], [SigningDigest]) async throws(MethodError) -> SigningMethod.Step

    /// `nil` when the provider's settings leave signing out; `print` gets the text of each state.
    init?<Provider: SigningProvider>(_ provider: Provider, printing note: @escaping @Sendable (String) -> Void) {
        guard let offer = provider.signing else { return nil }
        self.offer = offer
        begin = { request throws(MethodError) in
            try Self.erase(try await provider.beginSigning(request), note)
        }
        resume = { request, bytes, event throws(MethodError) in
            let state: Provider.SigningState = try Self.read(bytes)
            return try Self.erase(try await provider.resumeSigning(request, from: state, after: event), note)
        }
        authorise = { request, bytes, digests throws(MethodError) in
            let state: Provider.SigningState = try Self.read(bytes)
            return try Self.erase(try await provider.authorise(digests, for: request, from: state), note)
        }
    }

    private static func read<State: Decodable>(_ bytes: [UInt8]) throws(MethodError) -> State {
        do { return try JSONDecoder().decode(State.self, from: Data(bytes)) } catch {
            throw MethodError(.untrusted, "the stored state cannot be read", underlying: error)
        }
    }

    private static func erase<State: Codable>(
        _ step: SigningStep<State>,
        _ note: (String) -> Void
    ) throws(MethodError) -> SigningMethod.Step {
        do {
            switch step {
            case .signed(let result): return .signed(result)
            case .present(let interaction, let state): return .present(interaction, keeping: try write(state, note))
            case .ready(let signer, let state): return .ready(signer, keeping: try write(state, note))
            }
        } catch {
            throw MethodError(.misconfigured, "the state cannot be stored", underlying: error)
        }
    }

    /// Encoded, decoded and encoded again, as a store and a restart would.
    private static func write<State: Codable>(_ state: State, _ note: (String) -> Void) throws -> [UInt8] {
        var text = "\(state)\n\(String(reflecting: state))\n"
        dump(state, to: &text)
        note(text)
        let bytes = Array(try JSONEncoder().encode(state))
        return try StateCoding.recode(bytes, as: State.self)
    }
}
