import EIDMethod
import Synchronization

/// Lets requests through to the bench's upstream, counts them, and fails from a given one on.
final class FaultyTransport: HTTPTransport {
    private struct Wire {
        var requests: [HTTPRequest] = []
        var fault: NetworkFault?
        var firstFaulty = 0
        var struck = 0
    }

    private let base: any HTTPTransport
    private let wire = Mutex(Wire())

    init(_ base: any HTTPTransport) { self.base = base }

    /// Starts counting anew, and fails from a request (counted from 0) on; `nil` ends the fault.
    func arm(_ fault: NetworkFault?, fromRequest first: Int = 0) {
        wire.withLock { $0 = Wire(fault: fault, firstFaulty: first) }
    }

    /// The requests since the last `arm`.
    var requests: [HTTPRequest] { wire.withLock { $0.requests } }

    /// How many requests since the last `arm` met the fault.
    var struck: Int { wire.withLock { $0.struck } }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let fault: NetworkFault? = wire.withLock { wire in
            wire.requests.append(request)
            guard let fault = wire.fault, wire.requests.count > wire.firstFaulty else { return nil }
            wire.struck += 1
            return fault
        }
        if let fault { return try fault.answer(to: request) }
        return try await base.send(request)
    }
}
