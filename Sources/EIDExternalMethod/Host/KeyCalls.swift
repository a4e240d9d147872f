import Synchronization

/// The calls of one process for the broker's keys: few at once, and not too many in the long run.
///
/// Each is arithmetic on the threads that serve every sign-in. What other calls cost, somebody else's machine pays.
final class KeyCalls: Sendable {
    private struct State {
        var running = 0
        /// In the order of their calls.
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// What of the allowance is left, in billionths of a call, and when that was.
        var left: UInt64
        var counted: UInt64
    }

    /// For how many seconds' worth of calls may come in one moment.
    private static let burst: UInt64 = 10

    private let atOnce: Int
    private let perSecond: UInt64
    private let state: Mutex<State>

    init(atOnce: Int, perSecond: Int, now: UInt64 = Monotonic.now) {
        self.atOnce = max(1, atOnce)
        self.perSecond = UInt64(max(1, min(perSecond, 1_000_000)))
        state = Mutex(State(left: self.perSecond * Self.burst * 1_000_000_000, counted: now))
    }

    /// Counts a call; `false` where more have come than the process may make for long.
    func admit(now: UInt64 = Monotonic.now) -> Bool {
        state.withLock { state in
            let full = perSecond * Self.burst * 1_000_000_000
            // After so many nanoseconds it is full, whatever it was.
            let passed = min(now > state.counted ? now - state.counted : 0, Self.burst * 1_000_000_000)
            (state.left, state.counted) = (min(full, state.left + passed * perSecond), now)
            guard state.left >= 1_000_000_000 else { return false }
            state.left -= 1_000_000_000
            return true
        }
    }

    /// Runs a call once it is its turn.
    func run<Value>(_ call: () async throws -> Value) async throws -> Value {
        await enter()
        defer { leave() }
        // Whoever has waited for the end of the process has nothing to do any more.
        try Task.checkCancellation()
        return try await call()
    }

    private func enter() async {
        await withCheckedContinuation { continuation in
            let isNext = state.withLock { state in
                guard state.running >= atOnce else {
                    state.running += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isNext { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
