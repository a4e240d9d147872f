import EIDBroker
import FoundationEssentials
import GRDB

/// How a record lies in its table.
enum RecordRow {
    static let columns = "kind, id, batch, revision, expires, body"

    /// The values in the order of `columns`.
    static func arguments(for record: StoredRecord) -> StatementArguments {
        [
            record.kind.rawValue, bytes(record.id), record.group.map(bytes), record.revision,
            seconds(record.expiresAt), Data(record.body),
        ]
    }

    /// Reads a row of `columns`.
    static func record(_ row: Row) throws -> StoredRecord {
        let word: String = row[0]
        guard let kind = RecordKind(rawValue: word) else {
            throw SQLiteStoreError(.unknownKind, "a newer broker's record")
        }
        let group: Data? = row[2]
        return StoredRecord(
            kind: kind,
            id: String(decoding: row[1] as Data, as: UTF8.self),
            group: group.map { String(decoding: $0, as: UTF8.self) },
            revision: row[3],
            expiresAt: Date(timeIntervalSinceReferenceDate: row[4]),
            body: Array(row[5] as Data)
        )
    }

    /// Identifiers are stored as bytes, so that they compare as bytes and NUL cannot cut them short.
    static func bytes(_ text: String) -> Data { Data(text.utf8) }

    /// `Date` counts from 2001; any other origin would lose the last bits.
    static func seconds(_ date: Date) -> Double { date.timeIntervalSinceReferenceDate }
}
