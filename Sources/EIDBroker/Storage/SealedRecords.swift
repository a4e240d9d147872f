import EIDJOSE
import FoundationEssentials

/// A value as a store holds it, with the revision that a change must name.
struct Held<Value: Sendable>: Sendable {
    let value: Value
    let revision: Int
    let group: String?
}

/// Encrypts at rest, once for all kinds of records.
///
/// Kind and id are bound to each body, so that a body moved to another record does not open.
struct SealedRecords: Sendable {
    let store: any RecordStore
    private let key: SealingKey

    init(store: any RecordStore, secret: [UInt8]) throws {
        self.store = store
        // A secret may be longer than a key, or be text: the digest gives it the right size.
        key = try SealingKey(bytes: SHA256.digest(secret)).derive(purpose: "eid-broker records")
    }

    func insert(
        _ value: some StorableRecord,
        _ kind: RecordKind,
        id: String,
        group: String? = nil,
        expiresAt: Date
    ) async throws -> Bool {
        try await store.insert(record(value, kind, id: id, group: group, expiresAt: expiresAt))
    }

    func load<Value: StorableRecord>(
        _ type: Value.Type,
        _ kind: RecordKind,
        id: String
    ) async throws -> Held<Value>? {
        guard let record = try await store.load(kind, id: id) else { return nil }
        let bytes = try key.open(record.body, aad: Self.binding(kind, id))
        guard var reader = RecordReader(bytes, form: Value.form) else { return nil }
        let value = try Value(reading: &reader)
        try reader.finish()
        return Held(value: value, revision: record.revision, group: record.group)
    }

    func replace(
        _ value: some StorableRecord,
        _ kind: RecordKind,
        id: String,
        group: String? = nil,
        expiresAt: Date,
        ifRevision revision: Int
    ) async throws -> Bool {
        let record = try record(value, kind, id: id, group: group, expiresAt: expiresAt)
        return try await store.replace(record, ifRevision: revision)
    }

    /// Whether a record that was sealed opens with this secret.
    func opens(_ record: StoredRecord) -> Bool {
        (try? key.open(record.body, aad: Self.binding(record.kind, record.id))) != nil
    }

    /// The name under which a secret is filed: whoever reads the store cannot use it.
    static func id(of secret: String) -> String { Base64URL.encode(SHA256.digest(secret)) }

    /// A value as its engine sees it: for what takes two records at once.
    func record(
        _ value: some StorableRecord,
        _ kind: RecordKind,
        id: String,
        group: String? = nil,
        expiresAt: Date
    ) throws -> StoredRecord {
        var writer = RecordWriter(form: type(of: value).form)
        writer.record(value)
        let body = try key.seal(writer.bytes, aad: Self.binding(kind, id))
        return StoredRecord(kind: kind, id: id, group: group, expiresAt: expiresAt, body: body)
    }

    private static func binding(_ kind: RecordKind, _ id: String) -> [UInt8] {
        Array(kind.rawValue.utf8) + [0] + Array(id.utf8)
    }
}
