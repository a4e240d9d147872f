import EIDJSON
import EIDMethod
import EIDMethodTesting
import FoundationEssentials
import Synchronization

/// A toy app in front of a dove: an order for a ring, decided by whoever wears it.
final class StorkUpstream: HTTPTransport {
    private struct World {
        var phases: [String: String] = [:]
        var created: [String: Date] = [:]
    }

    let dove: DoveUpstream
    private let clock: FakeClock
    private let world = Mutex(World())

    init(dove: DoveUpstream, clock: FakeClock) {
        self.dove = dove
        self.clock = clock
    }

    /// Orders that nobody has decided or cancelled.
    var open: Int { world.withLock { $0.phases.values.count { $0 == "waiting" } } }

    /// The person decides.
    func decide(_ phase: String, on order: String) {
        world.withLock { if $0.phases[order] == "waiting" { $0.phases[order] = phase } }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard request.url.host == "stork.example" else { return try await dove.send(request) }
        let body = String(decoding: request.body, as: UTF8.self)
        let now = clock.now
        let answer: JSON = world.withLock { world in
            switch request.url.path {
            case "/call":
                let order = "order-\(world.phases.count + 1)"
                world.phases[order] = "waiting"
                world.created[order] = now
                return ["order": .string(order)]
            case "/forget":
                world.phases[body] = "forgotten"
                return [:]
            default:
                let age = now.timeIntervalSince(world.created[body] ?? now)
                let phase = world.phases[body] ?? "forgotten"
                return ["phase": .string(phase == "waiting" && age > 300 ? "late" : phase)]
            }
        }
        return HTTPResponse(status: 200, body: answer.serialized())
    }
}
