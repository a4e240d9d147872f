/// A look-alike of a remote service: one function from request to response.
///
/// In tests it is the transport; in a demo `SimulatorServer` listens and calls it.
public protocol UpstreamSimulator: Sendable {
    /// Answers one request. Never fails: what is wrong with a request is part of the answer.
    func respond(to request: SimulatorRequest) async -> SimulatorResponse
}
