import EIDBroker
import FoundationEssentials
import Synchronization

/// A store that breaks when told to, after a number of operations that still work.
///
/// Like a database it does nothing for a task that was cancelled.
final class FlakyStore: RecordStore {
    struct Broken: Error {}
    struct Full: RecordStoreError { let description = "no room is left" }

    private let store: InMemoryRecordStore
    private let left = Mutex<Int?>(nil)
    private let isFull = Mutex(false)

    init(_ store: InMemoryRecordStore) { self.store = store }

    func breakAfter(_ operations: Int?) { left.withLock { $0 = operations } }

    /// From now on it reads, and writes nothing.
    func fill(_ isFull: Bool = true) { self.isFull.withLock { $0 = isFull } }

    private func write() throws {
        try work()
        guard !isFull.withLock({ $0 }) else { throw Full() }
    }

    private func work() throws {
        try Task.checkCancellation()
        try left.withLock { left in
            guard let count = left else { return }
            guard count > 0 else { throw Broken() }
            left = count - 1
        }
    }

    func insert(_ record: StoredRecord) async throws -> Bool {
        try write()
        return store.insert(record)
    }

    func load(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        try work()
        return store.load(kind, id: id)
    }

    func replace(_ record: StoredRecord, ifRevision: Int) async throws -> Bool {
        try write()
        return store.replace(record, ifRevision: ifRevision)
    }

    func replace(_ record: StoredRecord, ifRevision: Int, adding other: StoredRecord) async throws -> Bool {
        try write()
        return store.replace(record, ifRevision: ifRevision, adding: other)
    }

    func take(_ kind: RecordKind, id: String) async throws -> StoredRecord? {
        try write()
        return store.take(kind, id: id)
    }

    func removeGroup(_ group: String, kinds: [RecordKind]) async throws -> Int {
        try write()
        return store.removeGroup(group, kinds: kinds)
    }

    func members(of group: String, kind: RecordKind, limit: Int) async throws -> [String] {
        try work()
        return store.members(of: group, kind: kind, limit: limit)
    }

    func anyRecord(of kinds: [RecordKind]) async throws -> StoredRecord? {
        try work()
        return store.anyRecord(of: kinds)
    }

    func removeExpired(before: Date, limit: Int) async throws -> Int {
        try write()
        return store.removeExpired(before: before, limit: limit)
    }
}
