import EIDMethod
import Synchronization

/// Something fetched once however many transactions ask at the same moment, and kept for a while.
///
/// The fetch belongs to all who wait for it, so that cancelling one of them does not end it; its own time limit does.
/// A lock and no actor: nearly every question is answered by what is there, on the thread that asks.
final class SharedFetch<Value: Sendable>: Sendable {
    /// A fetched value and which fetch brought it.
    struct Edition: Sendable {
        let value: Value
        let number: Int
    }

    private typealias Flight = Task<Result<Edition, MethodError>, Never>

    private struct State {
        var current: (edition: Edition, since: Int)?
        var flight: Flight?
        var lastRenewal: Int?
    }

    private let lifetime: Int
    private let pause: Int
    private let clock: WallClock
    private let fetch: @Sendable () async throws(MethodError) -> Value
    private let state = Mutex(State())

    init(
        lifetime: Int,
        pause: Int = 30,
        clock: WallClock,
        fetch: @escaping @Sendable () async throws(MethodError) -> Value
    ) {
        self.lifetime = lifetime
        self.pause = pause
        self.clock = clock
        self.fetch = fetch
    }

    /// The value, fetched if there is none or it has grown old.
    func edition() async throws(MethodError) -> Edition {
        let answer = state.withLock { state -> Answer in
            if let current = state.current, isWithin(lifetime, since: current.since) { return .known(current.edition) }
            return .coming(flight(&state))
        }
        return try await answer.edition()
    }

    /// A later edition than the one that did not do; `nil` when a renewal was tried too recently.
    func renewed(after number: Int) async throws(MethodError) -> Edition? {
        let answer = state.withLock { state -> Answer? in
            if let current = state.current, current.edition.number > number { return .known(current.edition) }
            if state.flight == nil {
                // Counted before the fetch: a failing upstream is not asked more often than a working one.
                if let last = state.lastRenewal, isWithin(pause, since: last) { return nil }
                state.lastRenewal = clock.seconds
            }
            return .coming(flight(&state))
        }
        return try await answer?.edition()
    }

    /// What a caller is told: the value, or the fetch that it shares with others.
    private enum Answer {
        case known(Edition)
        case coming(Flight)

        func edition() async throws(MethodError) -> Edition {
            switch self {
            case .known(let edition): return edition
            case .coming(let flight): return try await flight.value.get()
            }
        }
    }

    /// The fetch under way, or a new one.
    private func flight(_ state: inout State) -> Flight {
        if let flight = state.flight { return flight }
        let flight = Task { await self.run() }
        state.flight = flight
        return flight
    }

    /// Keeps the value before anyone who waits wakes up, so that none of them can start another fetch.
    private func run() async -> Result<Edition, MethodError> {
        let outcome: Result<Value, MethodError>
        do throws(MethodError) { outcome = .success(try await fetch()) } catch { outcome = .failure(error) }
        return state.withLock { state in
            state.flight = nil
            return outcome.map { value in
                let edition = Edition(value: value, number: (state.current?.edition.number ?? 0) + 1)
                state.current = (edition, clock.seconds)
                return edition
            }
        }
    }

    /// A clock that was set back makes things old rather than young for ever.
    private func isWithin(_ seconds: Int, since start: Int) -> Bool {
        let age = clock.seconds - start
        return age >= 0 && age < seconds
    }
}
