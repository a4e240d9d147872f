import FoundationEssentials

/// The records of the store in memory, and the indices that find them.
///
/// No operation looks at every record: groups and times of expiry have indices, so that a flood of records slows down
/// nobody who has one.
struct RecordTable {
    /// What names a record.
    ///
    /// Swift compares strings by Unicode equivalence; ids are bytes.
    struct Key: Hashable {
        let kind: RecordKind
        let id: [UInt8]

        init(_ kind: RecordKind, _ id: String) {
            self.kind = kind
            self.id = Array(id.utf8)
        }
    }

    private var records: [Key: StoredRecord] = [:]
    private var groups: [[UInt8]: Set<Key>] = [:]
    private var expiries = ExpiryQueue<Key>()

    /// Expired records included.
    var count: Int { records.count }

    /// The record, unless it has expired.
    func living(_ key: Key, at now: Date) -> StoredRecord? {
        records[key].flatMap { $0.expiresAt > now ? $0 : nil }
    }

    mutating func insert(_ record: StoredRecord, at now: Date) -> Bool {
        let key = Key(record.kind, record.id)
        guard living(key, at: now) == nil else { return false }
        put(record, at: key)
        return true
    }

    mutating func replace(_ record: StoredRecord, ifRevision revision: Int, at now: Date) -> Bool {
        let key = Key(record.kind, record.id)
        guard let current = living(key, at: now), current.revision == revision else { return false }
        var next = record
        next.revision = revision + 1
        put(next, at: key)
        return true
    }

    mutating func take(_ key: Key, at now: Date) -> StoredRecord? {
        guard let record = living(key, at: now) else { return nil }
        remove(key)
        return record
    }

    mutating func removeGroup(_ group: String, kinds: [RecordKind], at now: Date) -> Int {
        let members = groups[Array(group.utf8)] ?? []
        let chosen = members.filter { kinds.contains($0.kind) && living($0, at: now) != nil }
        for key in chosen { remove(key) }
        return chosen.count
    }

    func members(of group: String, kind: RecordKind, limit: Int, at now: Date) -> [String] {
        let members = groups[Array(group.utf8)] ?? []
        return members.filter { $0.kind == kind }.compactMap { living($0, at: now) }
            .sorted { $0.expiresAt < $1.expiresAt }.prefix(max(0, limit)).map(\.id)
    }

    func anyRecord(of kinds: [RecordKind], at now: Date) -> StoredRecord? {
        records.values.first { kinds.contains($0.kind) && $0.expiresAt > now }
    }

    mutating func removeExpired(before date: Date, limit: Int) -> Int {
        var removed = 0
        while removed < limit, let entry = expiries.popFirst(notAfter: date) {
            // Records that were taken or prolonged since have left an entry behind.
            guard let record = records[entry.key], record.expiresAt == entry.date else { continue }
            remove(entry.key)
            removed += 1
        }
        return removed
    }

    private mutating func put(_ record: StoredRecord, at key: Key) {
        let previous = records[key]
        leaveGroup(key, previous)
        records[key] = record
        if let group = record.group { groups[Array(group.utf8), default: []].insert(key) }
        if previous?.expiresAt != record.expiresAt { expiries.insert(key, expiring: record.expiresAt) }
    }

    private mutating func remove(_ key: Key) {
        leaveGroup(key, records[key])
        records[key] = nil
    }

    private mutating func leaveGroup(_ key: Key, _ record: StoredRecord?) {
        guard let group = record?.group.map({ Array($0.utf8) }) else { return }
        groups[group]?.remove(key)
        if groups[group]?.isEmpty == true { groups[group] = nil }
    }
}
