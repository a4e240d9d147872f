public import EIDBroker
public import EIDMethod
public import FoundationEssentials
import GRDB
import Glibc

/// The embedded default store: one SQLite file, durable over power cuts, safe for several processes on one machine.
///
/// One statement is one transaction: it is compiled once and needs no BEGIN and COMMIT around it.
/// Bodies arrive sealed; the file holds kinds, identifiers, groups and expiry times in the clear.
public final class SQLiteRecordStore: RecordStore {
    /// A pool, or the one connection of a store that is only read.
    let database: any DatabaseWriter
    /// How long one call may wait, for its turn and for other processes together.
    let patience: Duration
    private let clock: WallClock

    /// A store over a database that is open.
    init(_ database: any DatabaseWriter, clock: WallClock) {
        self.database = database
        self.clock = clock
        patience = Self.patience
    }

    /// Opens the file, or creates it for its owner's eyes only, and brings its schema up to date.
    public convenience init(path: String, clock: WallClock = .system) throws {
        try self.init(path: path, patience: Self.patience, clock: clock)
    }

    /// Opens or creates the file; calls wait no longer than told.
    init(path: String, patience: Duration, clock: WallClock = .system) throws {
        try DatabaseFile(path: path).prepare()
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.longestTurn)
        configuration.prepareDatabase { db in
            // A record is read on the caller's thread, which others need: it waits elsewhere.
            if db.configuration.readonly { try db.execute(sql: "PRAGMA busy_timeout = 0") }
        }
        configuration.label = "eid-broker"
        let pool = try Self.open(path, configuration)
        try pool.writeWithoutTransaction(Durability.require)
        try RecordSchema.apply(to: pool)
        database = pool
        self.patience = patience
        self.clock = clock
    }

    /// Opens the pool, which turns on the write-ahead log: SQLite does that at once or not at all, whatever it is told about
    /// waiting, and another process may just be doing it.
    private static func open(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
        for _ in 0..<100 {
            do {
                return try DatabasePool(path: path, configuration: configuration)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                usleep(50_000)
            }
        }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// Closes every connection; later calls throw.
    public func close() throws { try database.close() }

    /// Adds a record, also in the place of an expired one.
    public func insert(_ record: StoredRecord) async throws -> Bool {
        let now = clock.now
        return try await write { db in try RecordStatement.insert(record, at: now, in: db) }
    }

    /// Reads a record that has not expired.
    public func load(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        try await waiting(until: .now + patience) { try self.read(kind, id) }
    }

    /// Reads on the caller's own thread: a reader waits for no writer, and finding one row by its key takes less than the
    /// change to another thread and back.
    private func read(_ kind: RecordKind, _ id: String) throws -> StoredRecord? {
        // One statement sees one state by itself, without a transaction around it.
        try database.unsafeRead { db in try RecordStatement.load(kind, id: id, at: clock.now, in: db) }
    }

    /// Changes a record that nobody changed in between.
    public func replace(_ record: StoredRecord, ifRevision revision: Int) async throws -> Bool {
        let now = clock.now
        return try await write { db in
            try RecordStatement.replace(record, ifRevision: revision, at: now, in: db)
        }
    }

    /// Changes a record and adds another, or does neither.
    public func replace(
        _ record: StoredRecord,
        ifRevision revision: Int,
        adding other: StoredRecord
    ) async throws -> Bool {
        let now = clock.now
        return try await write { db in
            var isDone = false
            try db.inTransaction(.immediate) {
                isDone =
                    try RecordStatement.replace(record, ifRevision: revision, at: now, in: db)
                    && RecordStatement.insert(other, at: now, in: db)
                return isDone ? .commit : .rollback
            }
            return isDone
        }
    }

    /// Removes a record and returns it, in one statement.
    public func take(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        let now = clock.now
        return try await write { db in
            try RecordStatement.take(kind, id: id, at: now, in: db)
        }
    }

    /// Removes the living records of a group that are of these kinds.
    public func removeGroup(_ group: String, kinds: [RecordKind]) async throws -> Int {
        let now = clock.now
        return try await write { db in
            var removed = 0
            try db.inTransaction(.immediate) {
                for kind in Set(kinds) {
                    try db.execute(
                        sql: "DELETE FROM record WHERE batch = ? AND kind = ? AND expires > ?",
                        arguments: [RecordRow.bytes(group), kind.rawValue, RecordRow.seconds(now)]
                    )
                    removed += db.changesCount
                }
                return .commit
            }
            return removed
        }
    }

    /// The ids of a group's living records of one kind.
    public func members(of group: String, kind: RecordKind, limit: Int) async throws -> [String] {
        let now = clock.now
        return try await look { db in
            try Row.fetchAll(
                db,
                sql: "SELECT id FROM record WHERE batch = ? AND kind = ? AND expires > ? ORDER BY expires LIMIT ?",
                arguments: [RecordRow.bytes(group), kind.rawValue, RecordRow.seconds(now), max(0, limit)]
            ).map { String(decoding: $0["id"] as Data, as: UTF8.self) }
        }
    }

    /// Any one record of these kinds; looks through the file until there is one.
    public func anyRecord(of kinds: [RecordKind]) async throws -> StoredRecord? {
        let now = clock.now
        return try await look { db in
            for kind in kinds {
                let row = try Row.fetchOne(
                    db,
                    sql: "SELECT id FROM record WHERE kind = ? AND expires > ? LIMIT 1",
                    arguments: [kind.rawValue, RecordRow.seconds(now)]
                )
                guard let row else { continue }
                let id = String(decoding: row["id"] as Data, as: UTF8.self)
                if let record = try RecordStatement.load(kind, id: id, at: now, in: db) { return record }
            }
            return nil
        }
    }

    /// Removes the longest expired records, in one statement.
    public func removeExpired(before date: Date, limit: Int) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    DELETE FROM record WHERE (kind, id) IN
                        (SELECT kind, id FROM record WHERE expires <= ? ORDER BY expires LIMIT ?)
                    """,
                arguments: [RecordRow.seconds(date), max(0, limit)]
            )
            return db.changesCount
        }
    }
}
