public import EIDMethod
public import FoundationEssentials
import Synchronization

/// A store that forgets everything when the process ends: for tests, and for trying things out.
///
/// A lock and no actor: every operation is shorter than the change to another executor and back.
public final class InMemoryRecordStore: RecordStore {
    private let clock: WallClock
    private let table = Mutex(RecordTable())

    /// Makes an empty store.
    public init(clock: WallClock = .system) { self.clock = clock }

    /// Adds a record; `false` when one of that kind and id exists and has not expired.
    public func insert(_ record: StoredRecord) -> Bool {
        let now = clock.now
        return table.withLock { $0.insert(record, at: now) }
    }

    /// The record of a kind and id.
    public func load(_ kind: RecordKind, id: String) -> StoredRecord? {
        let now = clock.now
        return table.withLock { $0.living(.init(kind, id), at: now) }
    }

    /// Puts a record in the place of the one with this revision.
    public func replace(_ record: StoredRecord, ifRevision revision: Int) -> Bool {
        let now = clock.now
        return table.withLock { $0.replace(record, ifRevision: revision, at: now) }
    }

    /// Replaces one record and adds another, or does neither.
    public func replace(_ record: StoredRecord, ifRevision revision: Int, adding other: StoredRecord) -> Bool {
        let now = clock.now
        return table.withLock { table in
            guard table.living(.init(other.kind, other.id), at: now) == nil,
                table.replace(record, ifRevision: revision, at: now)
            else { return false }
            return table.insert(other, at: now)
        }
    }

    /// Removes a record and returns it.
    public func take(_ kind: RecordKind, id: String) -> StoredRecord? {
        let now = clock.now
        return table.withLock { $0.take(.init(kind, id), at: now) }
    }

    /// Removes the records of a group that are of these kinds.
    public func removeGroup(_ group: String, kinds: [RecordKind]) -> Int {
        let now = clock.now
        return table.withLock { $0.removeGroup(group, kinds: kinds, at: now) }
    }

    /// The ids of a group's records of one kind.
    public func members(of group: String, kind: RecordKind, limit: Int) -> [String] {
        let now = clock.now
        return table.withLock { $0.members(of: group, kind: kind, limit: limit, at: now) }
    }

    /// Any one record of these kinds.
    public func anyRecord(of kinds: [RecordKind]) -> StoredRecord? {
        let now = clock.now
        return table.withLock { $0.anyRecord(of: kinds, at: now) }
    }

    /// Removes at most `limit` records that expired by then.
    public func removeExpired(before date: Date, limit: Int) -> Int {
        table.withLock { $0.removeExpired(before: date, limit: limit) }
    }

    /// How many records there are, expired ones included.
    public var count: Int { table.withLock { $0.count } }
}
