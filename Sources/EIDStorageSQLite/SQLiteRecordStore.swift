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
    let pool: DatabasePool
    private let clock: WallClock

    /// Opens the file, or creates it for its owner's eyes only, and brings its schema up to date.
    public init(path: String, clock: WallClock = .system) throws {
        try DatabaseFile(path: path).prepare()
        var configuration = Configuration()
        // Another process may be writing; five seconds are longer than any of our transactions.
        configuration.busyMode = .timeout(5)
        configuration.label = "eid-broker"
        pool = try Self.open(path, configuration)
        self.clock = clock
        try pool.writeWithoutTransaction(Durability.require)
        try RecordSchema.apply(to: pool)
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
    public func close() throws { try pool.close() }

    /// Adds a record, also in the place of an expired one.
    public func insert(_ record: StoredRecord) async throws -> Bool {
        let now = clock.now
        return try await pool.writeWithoutTransaction { db in
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO record (kind, id, batch, revision, expires, body) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (kind, id) DO UPDATE SET batch = excluded.batch, revision = excluded.revision,
                        expires = excluded.expires, body = excluded.body
                    WHERE record.expires <= ?
                    """
            )
            try statement.execute(arguments: RecordRow.arguments(for: record) + [RecordRow.seconds(now)])
            return db.changesCount == 1
        }
    }

    /// Reads a record that has not expired.
    public func load(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        let now = clock.now
        return try await pool.read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT \(RecordRow.columns) FROM record WHERE kind = ? AND id = ? AND expires > ?"
                ),
                arguments: [kind.rawValue, RecordRow.bytes(id), RecordRow.seconds(now)]
            ).map(RecordRow.record)
        }
    }

    /// Changes a record that nobody changed in between.
    public func replace(_ record: StoredRecord, ifRevision revision: Int) async throws -> Bool {
        let now = clock.now
        return try await pool.writeWithoutTransaction { db in
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE record SET batch = ?, revision = ?, expires = ?, body = ?
                    WHERE kind = ? AND id = ? AND revision = ? AND expires > ?
                    """
            )
            try statement.execute(
                arguments: [
                    record.group.map(RecordRow.bytes), revision + 1, RecordRow.seconds(record.expiresAt),
                    Data(record.body), record.kind.rawValue, RecordRow.bytes(record.id), revision,
                    RecordRow.seconds(now),
                ]
            )
            return db.changesCount == 1
        }
    }

    /// Removes a record and returns it, in one statement.
    public func take(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        let now = clock.now
        return try await pool.writeWithoutTransaction { db in
            // fetchAll runs the statement to its end, which fetchOne does not promise.
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "DELETE FROM record WHERE kind = ? AND id = ? AND expires > ? RETURNING \(RecordRow.columns)"
                ),
                arguments: [kind.rawValue, RecordRow.bytes(id), RecordRow.seconds(now)]
            ).first.map(RecordRow.record)
        }
    }

    /// Removes the living records of a group that are of these kinds.
    public func removeGroup(_ group: String, kinds: [RecordKind]) async throws -> Int {
        let now = clock.now
        return try await pool.write { db in
            var removed = 0
            for kind in Set(kinds) {
                try db.execute(
                    sql: "DELETE FROM record WHERE batch = ? AND kind = ? AND expires > ?",
                    arguments: [RecordRow.bytes(group), kind.rawValue, RecordRow.seconds(now)]
                )
                removed += db.changesCount
            }
            return removed
        }
    }

    /// Removes the longest expired records, in one short transaction.
    public func removeExpired(before date: Date, limit: Int) async throws -> Int {
        try await pool.write { db in
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
