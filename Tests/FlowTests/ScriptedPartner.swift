import EIDSimulator
import EIDSimulatorServer
import Foundation

/// A small server on a port of the system's choice, for the length of a closure.
struct ScriptedPartner: UpstreamSimulator {
    let answer: @Sendable (SimulatorRequest) async -> SimulatorResponse

    func respond(to request: SimulatorRequest) async -> SimulatorResponse { await answer(request) }

    /// Serves; the closure gets the address.
    static func with<Value: Sendable>(
        mutualTLS: MutualTLS? = nil,
        _ answer: @escaping @Sendable (SimulatorRequest) async -> SimulatorResponse,
        _ body: @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = SimulatorServer(ScriptedPartner(answer: answer), mutualTLS: mutualTLS) { continuation.yield($0) }
        let scheme = mutualTLS == nil ? "http" : "https"
        return try await RunningService.with(server) {
            for await port in ports { return try await body("\(scheme)://127.0.0.1:\(port)") }
            throw FlowFailure("the server never listened")
        }
    }
}
