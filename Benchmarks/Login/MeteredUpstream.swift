import EIDSimulator
import Synchronization

/// The simulator with a stopwatch: how long the broker had to wait for each code.
final class MeteredUpstream: UpstreamSimulator {
    private let simulator: any UpstreamSimulator
    private let waits = Mutex<[String: Duration]>([:])

    init(_ simulator: any UpstreamSimulator) { self.simulator = simulator }

    func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        guard request.method == "POST" else { return await simulator.respond(to: request) }
        let clock = ContinuousClock()
        let start = clock.now
        let answer = await simulator.respond(to: request)
        let wait = clock.now - start
        if let code = request.formFields?["code"] { waits.withLock { $0[code] = wait } }
        return answer
    }

    /// How long the redemption of a code took upstream; told once.
    func wait(for code: String) -> Duration { waits.withLock { $0.removeValue(forKey: code) } ?? .zero }
}
