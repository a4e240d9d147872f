import EIDMethod
import FoundationEssentials
import Logging

/// Tells clients' webhooks how signings ended, at least once each, until they say that they have heard.
///
/// Whoever ends a signing says so here and goes on. What a process could not do before it died, the next one finds in the store
/// when it starts, and others once the person's time is up.
struct EventDelivery: Sendable {
    let parts: SigningParts
    let flow: SigningFlow
    let http: any HTTPTransport

    /// Delivers until its task is cancelled; looks through the store every `interval`.
    func run(every interval: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for id in await waiting() { parts.ends.tell(id) }
                while !Task.isCancelled {
                    try? await Task.sleep(for: interval)
                    for id in await waiting() where await isDue(id) { parts.ends.tell(id) }
                }
            }
            var running = 0
            for await id in parts.ends.heard {
                // One client that does not answer keeps others waiting only where there are many such.
                if running == Self.atOnce { await group.next() } else { running += 1 }
                group.addTask { await deliver(id) }
            }
            group.cancelAll()
        }
    }

    /// Delivers what waits, one after the other.
    func deliverWaiting() async { for id in await waiting() { await deliver(id) } }

    private func waiting() async -> [String] {
        do {
            return try await parts.events.waiting(limit: Self.mostInOneLook)
        } catch is CancellationError {
            return []
        } catch {
            parts.broker.log.error("events could not be read", metadata: ["error": "\(error.nameForLog)"])
            return []
        }
    }

    /// Whether it is time to look at one: not before, since most of those that wait are of signings that go on.
    private func isDue(_ id: String) async -> Bool {
        guard let event = try? await parts.events.load(id)?.value else { return false }
        return event.dueAt <= parts.broker.clock.now
    }

    /// Tells one, if it is time.
    private func deliver(_ id: String) async {
        do {
            try await attempt(id)
        } catch is CancellationError {
            // The next process tells it.
        } catch {
            parts.broker.log.error(
                "an event could not be delivered",
                metadata: ["transaction": "\(id)", "error": "\(error.nameForLog)"]
            )
        }
    }

    private func attempt(_ id: String) async throws {
        guard let pending = try await parts.events.load(id) else { return }
        var event = pending.value
        let now = parts.broker.clock.now
        let isDue = event.dueAt <= now
        guard let found = try await parts.signings.load(id) else {
            // Deleted; one that is only about to be made is not due.
            if isDue || event.attempts > 0 { try await parts.events.remove(id) }
            return
        }
        guard isDue || event.attempts == 0 && found.value.isOver else { return }
        // Ends it where the person's time is up.
        let transaction = try await flow.current(found).value
        guard transaction.isOver else {
            event.dueAt = now.addingTimeInterval(SigningFlow.patience)
            _ = try await parts.events.replace(event, ifRevision: pending.revision)
            return
        }
        guard let endpoint = flow.client(transaction)?.webhook else { return try await parts.events.remove(id) }
        event.attempt(at: now)
        // Of several processes one tells it, as far as they can know.
        guard try await parts.events.replace(event, ifRevision: pending.revision) else { return }
        let told = SigningEvent(id: event.eventID, transaction: transaction, time: event.endedAt ?? now)
        let failure = await failure(of: told.request(to: endpoint, at: now))
        if failure == nil { try await parts.events.remove(id) }
        parts.log(
            failure == nil ? "client told" : "client could not be told",
            transaction,
            outcome: SigningStatus.word(transaction),
            detail: failure.map { "attempt \(event.attempts): \($0)" }
        )
    }

    /// Why a request was in vain; `nil` once the client has heard.
    private func failure(of request: HTTPRequest) async -> String? {
        do throws(HTTPFailure) {
            let status = try await http.send(request).status
            return (200..<300).contains(status) ? nil : "status \(status)"
        } catch {
            return error.code.rawValue
        }
    }

    /// How many are told at the same time.
    private static let atOnce = 16
    private static let mostInOneLook = 10_000
}

/// The signings that have just ended, from those who end them to the one who tells.
struct SigningEnds: Sendable {
    /// Ids of signings; what does not fit is found in the store later.
    let heard: AsyncStream<String>
    private let telling: AsyncStream<String>.Continuation

    init() { (heard, telling) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(10_000)) }

    func tell(_ id: String) { telling.yield(id) }
}
