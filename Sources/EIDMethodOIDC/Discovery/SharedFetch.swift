import EIDMethod

/// Something fetched once however many transactions ask at the same moment, and kept for a while.
///
/// The fetch belongs to all who wait for it, so that cancelling one of them does not end it; its own time limit does.
actor SharedFetch<Value: Sendable> {
    /// A fetched value and which fetch brought it.
    struct Edition: Sendable {
        let value: Value
        let number: Int
    }

    private let lifetime: Int
    private let pause: Int
    private let clock: WallClock
    private let fetch: @Sendable () async throws(MethodError) -> Value
    private var current: (edition: Edition, since: Int)?
    private var flight: Task<Result<Edition, MethodError>, Never>?
    private var lastRenewal: Int?

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
        if let current, isWithin(lifetime, since: current.since) { return current.edition }
        return try await fetched()
    }

    /// A later edition than the one that did not do; `nil` when a renewal was tried too recently.
    func renewed(after number: Int) async throws(MethodError) -> Edition? {
        if let current, current.edition.number > number { return current.edition }
        if flight == nil {
            // Counted before the fetch: a failing upstream is not asked more often than a working one.
            if let lastRenewal, isWithin(pause, since: lastRenewal) { return nil }
            lastRenewal = clock.seconds
        }
        return try await fetched()
    }

    private func fetched() async throws(MethodError) -> Edition {
        if let flight { return try await flight.value.get() }
        let task = Task { await self.run() }
        flight = task
        return try await task.value.get()
    }

    /// Keeps the value before anyone who waits wakes up, so that none of them can start another fetch.
    private func run() async -> Result<Edition, MethodError> {
        let result: Result<Edition, MethodError>
        do throws(MethodError) {
            let value = try await fetch()
            let edition = Edition(value: value, number: (current?.edition.number ?? 0) + 1)
            current = (edition, clock.seconds)
            result = .success(edition)
        } catch {
            result = .failure(error)
        }
        flight = nil
        return result
    }

    /// A clock that was set back makes things old rather than young for ever.
    private func isWithin(_ seconds: Int, since start: Int) -> Bool {
        let age = clock.seconds - start
        return age >= 0 && age < seconds
    }
}
