import FoundationEssentials

/// A provider's state as the bytes that the broker keeps between two steps.
package enum ErasedState {
    /// The bytes of a state.
    package static func bytes(of state: some Encodable) throws(MethodError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(state))
        } catch {
            throw MethodError(.misconfigured, "the state cannot be stored", underlying: error)
        }
    }

    /// The state of bytes.
    package static func state<State: Decodable>(
        of bytes: [UInt8],
        as type: State.Type = State.self
    ) throws(MethodError) -> State {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw MethodError(.untrusted, "the stored state cannot be read", underlying: error)
        }
    }
}
