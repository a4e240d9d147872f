import Synchronization

/// Counts how often something was tried, for whoever waits for that.
final class Tries: Sendable {
    private struct State {
        var made = 0
        var waiting: (number: Int, continuation: CheckedContinuation<Void, Never>)?
    }

    private let state = Mutex(State())

    var made: Int { state.withLock { $0.made } }

    func count() {
        let woken: CheckedContinuation<Void, Never>? = state.withLock { state in
            state.made += 1
            guard let waiting = state.waiting, state.made >= waiting.number else { return nil }
            state.waiting = nil
            return waiting.continuation
        }
        woken?.resume()
    }

    /// Returns once it was tried so often; for one caller at a time.
    func reach(_ number: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                guard state.made < number else { return true }
                state.waiting = (number, continuation)
                return false
            }
            if isReached { continuation.resume() }
        }
    }
}
