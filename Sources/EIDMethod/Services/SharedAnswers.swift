package import FoundationEssentials

/// Answers from elsewhere, fetched once however many ask at the same moment, and kept as long as they say.
///
/// A fetch belongs to all who wait for it, so that cancelling one of them does not end it; its own time limit does.
package actor SharedAnswers<Value: Sendable, Failure: Error> {
    /// What a fetch brings: the value and until when it may be kept; `nil` is not at all.
    package struct Fetched: Sendable {
        let value: Value
        let until: Date?

        /// A value, and until when it may be kept.
        package init(value: Value, until: Date?) {
            self.value = value
            self.until = until
        }
    }

    private struct Entry {
        let value: Value
        let asked: Date
        let until: Date
    }

    private struct Flight {
        let number: Int
        let asked: Date
        let task: Task<Result<Fetched, Failure>, Never>
    }

    private let capacity: Int
    private var entries: [[UInt8]: Entry] = [:]
    private var flights: [[UInt8]: Flight] = [:]
    private var count = 0

    /// Keeps so many answers at most; the oldest go first.
    package init(capacity: Int) { self.capacity = max(1, capacity) }

    /// The value under a key; with `after`, one that was asked for later than that.
    package func value(
        for key: [UInt8],
        at now: Date,
        after moment: Date? = nil,
        fetch: @escaping @Sendable () async -> Result<Fetched, Failure>
    ) async throws(Failure) -> Value {
        if let entry = entries[key], now < entry.until, isLater(entry.asked, moment) { return entry.value }
        if let flight = flights[key], isLater(flight.asked, moment) { return try await flight.task.value.get().value }
        count += 1
        let number = count
        let task = Task { await self.run(key, number, asked: now, fetch) }
        flights[key] = Flight(number: number, asked: now, task: task)
        return try await task.value.get().value
    }

    /// What is kept under a key, if it still holds.
    package func kept(for key: [UInt8], at now: Date) -> Value? {
        entries[key].flatMap { now < $0.until ? $0.value : nil }
    }

    private func isLater(_ asked: Date, _ moment: Date?) -> Bool { moment.map { asked > $0 } ?? true }

    /// Keeps the value before anyone who waits wakes up, so that none of them can start another fetch.
    private func run(
        _ key: [UInt8],
        _ number: Int,
        asked: Date,
        _ fetch: @Sendable () async -> Result<Fetched, Failure>
    ) async -> Result<Fetched, Failure> {
        let result = await fetch()
        if case .success(let fetched) = result, let until = fetched.until, until > asked {
            makeRoom(at: asked)
            entries[key] = Entry(value: fetched.value, asked: asked, until: until)
        }
        if flights[key]?.number == number { flights[key] = nil }
        return result
    }

    private func makeRoom(at now: Date) {
        guard entries.count >= capacity else { return }
        entries = entries.filter { now < $0.value.until }
        while entries.count >= capacity, let oldest = entries.min(by: { $0.value.asked < $1.value.asked }) {
            entries[oldest.key] = nil
        }
    }
}
