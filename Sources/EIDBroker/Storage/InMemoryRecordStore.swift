public import EIDMethod
public import FoundationEssentials

/// A store that forgets everything when the process ends: for tests, and for trying things out.
public actor InMemoryRecordStore: RecordStore {
    // Swift compares strings by Unicode equivalence; ids are bytes.
    private struct Key: Hashable {
        let kind: RecordKind
        let id: [UInt8]

        init(_ kind: RecordKind, _ id: String) {
            self.kind = kind
            self.id = Array(id.utf8)
        }
    }

    private let clock: WallClock
    private var records: [Key: StoredRecord] = [:]

    /// Makes an empty store.
    public init(clock: WallClock = .system) { self.clock = clock }

    /// Adds a record; `false` when one of that kind and id exists and has not expired.
    public func insert(_ record: StoredRecord) -> Bool {
        let key = Key(record.kind, record.id)
        guard living(key) == nil else { return false }
        records[key] = record
        return true
    }

    /// The record of a kind and id.
    public func load(_ kind: RecordKind, id: String) -> StoredRecord? { living(Key(kind, id)) }

    /// Puts a record in the place of the one with this revision.
    public func replace(_ record: StoredRecord, ifRevision revision: Int) -> Bool {
        let key = Key(record.kind, record.id)
        guard let current = living(key), current.revision == revision else { return false }
        var next = record
        next.revision = revision + 1
        records[key] = next
        return true
    }

    /// Removes a record and returns it.
    public func take(_ kind: RecordKind, id: String) -> StoredRecord? {
        let key = Key(kind, id)
        guard let record = living(key) else { return nil }
        records[key] = nil
        return record
    }

    /// Removes the records of a group that are of these kinds.
    public func removeGroup(_ group: String, kinds: [RecordKind]) -> Int {
        let wanted = Array(group.utf8)
        return remove(
            records.filter { key, record in
                kinds.contains(key.kind) && record.expiresAt > clock.now
                    && (record.group.map { $0.utf8.elementsEqual(wanted) } ?? false)
            }.keys
        )
    }

    /// Removes at most `limit` records that expired by then.
    public func removeExpired(before date: Date, limit: Int) -> Int {
        remove(records.lazy.filter { $0.value.expiresAt <= date }.prefix(max(0, limit)).map(\.key))
    }

    /// How many records there are, expired ones included.
    public var count: Int { records.count }

    private func living(_ key: Key) -> StoredRecord? {
        records[key].flatMap { $0.expiresAt > clock.now ? $0 : nil }
    }

    private func remove(_ keys: some Sequence<Key>) -> Int {
        let keys = Array(keys)
        for key in keys { records[key] = nil }
        return keys.count
    }
}
