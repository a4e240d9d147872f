import EIDMethod
import Synchronization

/// Lets requests through to the bench's upstream, counts them, and fails from a given one on.
final class FaultyTransport: HTTPTransport {
    /// What comes instead of the upstream's answer.
    private typealias Fault = @Sendable (HTTPRequest) throws(HTTPFailure) -> HTTPResponse

    private struct Wire {
        var requests: [HTTPRequest] = []
        /// How many requests there were when each step began.
        var marks: [Int] = []
        var fault: Fault?
        var firstFaulty = 0
        var struck = 0
    }

    private let base: any HTTPTransport
    private let wire = Mutex(Wire())

    init(_ base: any HTTPTransport) { self.base = base }

    /// Starts counting anew, and fails from a request (counted from 0) on; `nil` ends the fault.
    func arm(_ fault: NetworkFault?, fromRequest first: Int = 0) {
        guard let fault else {
            wire.withLock { $0 = Wire() }
            return
        }
        arm({ request throws(HTTPFailure) in try fault.answer(to: request) }, first)
    }

    /// The same with one answer to every request.
    func arm(answering response: HTTPResponse, fromRequest first: Int) {
        arm({ _ throws(HTTPFailure) in response }, first)
    }

    private func arm(_ fault: @escaping Fault, _ first: Int) {
        wire.withLock { $0 = Wire(fault: fault, firstFaulty: first) }
    }

    /// The requests since the last `arm`.
    var requests: [HTTPRequest] { wire.withLock { $0.requests } }

    /// Says that a step begins: what is sent from now on belongs to it.
    func beginStep() { wire.withLock { $0.marks.append($0.requests.count) } }

    /// The requests since the last `arm`, by the steps of one transaction after the other.
    var steps: [[HTTPRequest]] {
        wire.withLock { wire in
            zip(wire.marks, wire.marks.dropFirst() + [wire.requests.count]).map { Array(wire.requests[$0..<$1]) }
        }
    }

    /// How many requests since the last `arm` met the fault.
    var struck: Int { wire.withLock { $0.struck } }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let fault: Fault? = wire.withLock { wire in
            wire.requests.append(request)
            guard let fault = wire.fault, wire.requests.count > wire.firstFaulty else { return nil }
            wire.struck += 1
            return fault
        }
        if let fault { return try fault(request) }
        return try await base.send(request)
    }
}
