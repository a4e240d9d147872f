public import EIDMethod
public import FoundationEssentials

/// A store that forgets everything when the process ends: for tests, and for trying things out.
///
/// No operation looks at every record: groups and times of expiry have indices, so that a flood of records slows down
/// nobody who has one.
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
    private var groups: [[UInt8]: Set<Key>] = [:]
    private var expiries = ExpiryQueue<Key>()

    /// Makes an empty store.
    public init(clock: WallClock = .system) { self.clock = clock }

    /// Adds a record; `false` when one of that kind and id exists and has not expired.
    public func insert(_ record: StoredRecord) -> Bool {
        let key = Key(record.kind, record.id)
        guard living(key) == nil else { return false }
        put(record, at: key)
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
        put(next, at: key)
        return true
    }

    /// Removes a record and returns it.
    public func take(_ kind: RecordKind, id: String) -> StoredRecord? {
        let key = Key(kind, id)
        guard let record = living(key) else { return nil }
        remove(key)
        return record
    }

    /// Removes the records of a group that are of these kinds.
    public func removeGroup(_ group: String, kinds: [RecordKind]) -> Int {
        let members = groups[Array(group.utf8)] ?? []
        let chosen = members.filter { kinds.contains($0.kind) && living($0) != nil }
        for key in chosen { remove(key) }
        return chosen.count
    }

    /// Removes at most `limit` records that expired by then.
    public func removeExpired(before date: Date, limit: Int) -> Int {
        var removed = 0
        while removed < limit, let entry = expiries.popFirst(notAfter: date) {
            // Records that were taken or prolonged since have left an entry behind.
            guard let record = records[entry.key], record.expiresAt == entry.date else { continue }
            remove(entry.key)
            removed += 1
        }
        return removed
    }

    /// How many records there are, expired ones included.
    public var count: Int { records.count }

    private func living(_ key: Key) -> StoredRecord? {
        records[key].flatMap { $0.expiresAt > clock.now ? $0 : nil }
    }

    private func put(_ record: StoredRecord, at key: Key) {
        let previous = records[key]
        leaveGroup(key, previous)
        records[key] = record
        if let group = record.group { groups[Array(group.utf8), default: []].insert(key) }
        if previous?.expiresAt != record.expiresAt { expiries.insert(key, expiring: record.expiresAt) }
    }

    private func remove(_ key: Key) {
        leaveGroup(key, records[key])
        records[key] = nil
    }

    private func leaveGroup(_ key: Key, _ record: StoredRecord?) {
        guard let group = record?.group.map({ Array($0.utf8) }) else { return }
        groups[group]?.remove(key)
        if groups[group]?.isEmpty == true { groups[group] = nil }
    }
}
