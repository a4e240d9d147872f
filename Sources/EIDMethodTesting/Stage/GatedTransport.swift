import EIDMethod
import Synchronization

/// Holds every request until it is opened.
final class GatedTransport: HTTPTransport {
    private struct Gate {
        var isOpen = false
        var isReached = false
        var isOver = false
        var held: [CheckedContinuation<Void, Never>] = []
        var watchers: [CheckedContinuation<Bool, Never>] = []
    }

    private let base: any HTTPTransport
    private let gate = Mutex(Gate())

    init(_ base: any HTTPTransport) { self.base = base }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        await withCheckedContinuation { continuation in
            let (passes, watchers) = gate.withLock { gate in
                gate.isReached = true
                let watchers = gate.watchers
                gate.watchers = []
                if !gate.isOpen { gate.held.append(continuation) }
                return (gate.isOpen, watchers)
            }
            for watcher in watchers { watcher.resume(returning: true) }
            if passes { continuation.resume() }
        }
        return try await base.send(request)
    }

    /// Waits until a request stands before the gate; `false` when the task ends without one.
    func isReached(before task: Task<VerifiedIdentity, any Error>) async -> Bool {
        Task {
            _ = await task.result
            let watchers = gate.withLock { gate in
                gate.isOver = true
                let watchers = gate.watchers
                gate.watchers = []
                return watchers
            }
            for watcher in watchers { watcher.resume(returning: false) }
        }
        return await withCheckedContinuation { continuation in
            let answer: Bool? = gate.withLock { gate in
                if gate.isReached { return true }
                if gate.isOver { return false }
                gate.watchers.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Lets everything through, from now on.
    func open() {
        let held = gate.withLock { gate in
            gate.isOpen = true
            let held = gate.held
            gate.held = []
            return held
        }
        for continuation in held { continuation.resume() }
    }
}
