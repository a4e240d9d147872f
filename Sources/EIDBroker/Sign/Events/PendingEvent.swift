import FoundationEssentials

/// An event that a client has not acknowledged yet: made together with its signing, so that no end can be missed.
struct PendingEvent: Codable, Sendable {
    /// Whose end it tells.
    let signingID: String
    let eventID: String
    /// When the signing itself is forgotten, and with it what the event refers to.
    let expiresAt: Date
    /// When the end was noticed.
    var endedAt: Date?
    /// How often it was tried.
    var attempts = 0
    /// When to look: at first when the person's time is up, after an attempt when to try again.
    var dueAt: Date

    init(of transaction: SigningTransaction, eventID: String) {
        signingID = transaction.id
        self.eventID = eventID
        expiresAt = transaction.retainedUntil
        dueAt = transaction.expiresAt
    }

    /// Notes an attempt that begins now, and when the next follows if nothing comes of it: after 30 seconds, 2 minutes, 10 minutes,
    /// half an hour, 2 hours, and then every 6 hours until the signing is forgotten.
    mutating func attempt(at now: Date) {
        let pauses: [TimeInterval] = [30, 120, 600, 1800, 7200]
        dueAt = now.addingTimeInterval(pauses.indices.contains(attempts) ? pauses[attempts] : 21_600)
        attempts += 1
        endedAt = endedAt ?? now
    }
}

/// The events that wait, each a record under the id of its signing.
struct PendingEventStore: Sendable {
    let records: SealedRecords

    func insert(_ event: PendingEvent) async throws {
        let isNew = try await records.insert(
            CodedRecord(event),
            .event,
            id: event.signingID,
            group: Self.group,
            expiresAt: event.expiresAt
        )
        guard isNew else { throw StorageFailure.collision }
    }

    func load(_ signingID: String) async throws -> Held<PendingEvent>? {
        try await records.load(coded: PendingEvent.self, .event, id: signingID)
    }

    /// Saves a change; `false` when somebody else was faster.
    func replace(_ event: PendingEvent, ifRevision revision: Int) async throws -> Bool {
        try await records.replace(
            CodedRecord(event),
            .event,
            id: event.signingID,
            group: Self.group,
            expiresAt: event.expiresAt,
            ifRevision: revision
        )
    }

    func remove(_ signingID: String) async throws { _ = try await records.store.take(.event, id: signingID) }

    /// The ids of signings whose events wait, those that are forgotten first at the front.
    func waiting(limit: Int) async throws -> [String] {
        try await records.store.members(of: Self.group, kind: .event, limit: limit)
    }

    private static let group = "events"
}
