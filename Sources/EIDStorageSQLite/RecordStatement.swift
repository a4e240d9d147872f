import EIDBroker
import FoundationEssentials
import GRDB

/// The statements of single records; each is compiled once per connection.
enum RecordStatement {
    /// Adds a record, also in the place of an expired one.
    static func insert(_ record: StoredRecord, at now: Date, in db: Database) throws -> Bool {
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

    /// The record, unless it has expired.
    static func load(_ kind: RecordKind, id: String, at now: Date, in db: Database) throws -> StoredRecord? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(RecordRow.columns) FROM record WHERE kind = ? AND id = ? AND expires > ?"
        )
        return try Row.fetchOne(
            statement,
            arguments: [kind.rawValue, RecordRow.bytes(id), RecordRow.seconds(now)]
        ).map(RecordRow.record)
    }

    /// Changes the record of this revision.
    static func replace(
        _ record: StoredRecord,
        ifRevision revision: Int,
        at now: Date,
        in db: Database
    ) throws -> Bool {
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

    /// Removes the record and returns it.
    static func take(_ kind: RecordKind, id: String, at now: Date, in db: Database) throws -> StoredRecord? {
        let statement = try db.cachedStatement(
            sql: "DELETE FROM record WHERE kind = ? AND id = ? AND expires > ? RETURNING \(RecordRow.columns)"
        )
        // fetchAll runs the statement to its end, which fetchOne does not promise.
        return try Row.fetchAll(
            statement,
            arguments: [kind.rawValue, RecordRow.bytes(id), RecordRow.seconds(now)]
        ).first.map(RecordRow.record)
    }
}
