import EIDMethod
import FoundationEssentials
import Logging
import Synchronization

/// A storage engine, and whether it keeps at present what it is given: one whose disk is full still reads.
final class WatchedRecordStore: RecordStore {
    private struct Standing {
        /// Until when a write that worked is trusted; `nil` from a failed one on.
        var trustedUntil: ContinuousClock.Instant?
        /// The trial that is on its way; whoever asks meanwhile shares its outcome.
        var trial: Task<Bool, Never>?
        /// Whether the log has been told last that writing fails.
        var isReported = false
    }

    private let engine: any RecordStore
    private let clock: WallClock
    private let random: RandomSource
    private let log: Logger
    private let standing = Mutex(Standing())

    init(_ engine: any RecordStore, clock: WallClock, random: RandomSource, log: Logger) {
        self.engine = engine
        self.clock = clock
        self.random = random
        self.log = log
    }

    /// Whether the engine reads and writes; finds out by a write of its own, unless one worked just before and none failed since.
    func isWell() async -> Bool {
        do { _ = try await engine.load(.trial, id: "ready") } catch { return false }
        let trial: Task<Bool, Never>? = standing.withLock { standing in
            if let trial = standing.trial { return trial }
            if let end = standing.trustedUntil, .now < end { return nil }
            let trial = Task { await self.tryWriting() }
            standing.trial = trial
            return trial
        }
        return await trial?.value ?? true
    }

    /// Writes what is as large as a transaction's record or larger, and has expired already; never into the pages of the trial
    /// before, in which there is room when there is none anywhere else.
    private func tryWriting() async -> Bool {
        let record = StoredRecord(
            kind: .trial,
            id: random.token(bytes: 16),
            expiresAt: clock.now,
            body: random.bytes(Self.trialSize)
        )
        var failure: (any Error)?
        do { _ = try await engine.insert(record) } catch { failure = error }
        let changes = standing.withLock { standing in
            standing.trial = nil
            standing.trustedUntil = failure == nil ? .now + Self.trust : nil
            defer { standing.isReported = failure != nil }
            return standing.isReported != (failure != nil)
        }
        if changes, let failure {
            log.error("the store does not keep what it is given", metadata: ["error": "\(failure.nameForLog)"])
        } else if changes {
            log.notice("the store keeps what it is given again")
        }
        return failure == nil
    }

    /// Does what changes something, and remembers a failure.
    private func change<Value>(_ call: () async throws -> Value) async throws -> Value {
        do { return try await call() } catch {
            if !(error is CancellationError) { standing.withLock { $0.trustedUntil = nil } }
            throw error
        }
    }

    func insert(_ record: StoredRecord) async throws -> Bool { try await change { try await engine.insert(record) } }

    func load(_ kind: RecordKind, id: String) async throws -> StoredRecord? { try await engine.load(kind, id: id) }

    func replace(_ record: StoredRecord, ifRevision revision: Int) async throws -> Bool {
        try await change { try await engine.replace(record, ifRevision: revision) }
    }

    func replace(_ record: StoredRecord, ifRevision revision: Int, adding other: StoredRecord) async throws -> Bool {
        try await change { try await engine.replace(record, ifRevision: revision, adding: other) }
    }

    func take(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        try await change { try await engine.take(kind, id: id) }
    }

    func removeGroup(_ group: String, kinds: [RecordKind]) async throws -> Int {
        try await change { try await engine.removeGroup(group, kinds: kinds) }
    }

    func members(of group: String, kind: RecordKind, limit: Int) async throws -> [String] {
        try await engine.members(of: group, kind: kind, limit: limit)
    }

    func anyRecord(of kinds: [RecordKind]) async throws -> StoredRecord? { try await engine.anyRecord(of: kinds) }

    func removeExpired(before date: Date, limit: Int) async throws -> Int {
        try await change { try await engine.removeExpired(before: date, limit: limit) }
    }

    /// Those who ask do it every few seconds, and several of them may.
    private static let trust = Duration.seconds(5)
    private static let trialSize = 16 * 1024
}
