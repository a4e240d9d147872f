import EIDBroker
import EIDMethod
import FoundationEssentials
import GRDB
import Testing

@testable import EIDStorageSQLite

/// A look at a store that is there: it tells what it holds, and leaves nothing behind.
@Suite struct LookingTests {
    private let folder: TemporaryFolder
    private let secrets = (
        first: Secret([UInt8](repeating: 1, count: 32)), other: Secret([UInt8](repeating: 2, count: 32))
    )

    init() throws { folder = try TemporaryFolder() }

    /// What the store says about the two secrets; `nil` where there is none to look at.
    private func look() async throws -> [Bool]? {
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        guard let store = try SQLiteRecordStore.existing(at: folder.file("a ?#%.sqlite")) else { return nil }
        let found = [
            try await StorageSecretCheck.agrees(secrets.first, with: store),
            try await StorageSecretCheck.agrees(secrets.other, with: store),
        ]
        try store.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
        return found
    }

    private func begin() async throws -> SQLiteRecordStore {
        let store = try SQLiteRecordStore(path: folder.file("a ?#%.sqlite"))
        #expect(try await StorageSecretCheck.passes(secrets.first, on: store))
        return store
    }

    /// The readers of a pool close last and leave log and index there; a connection that writes takes them away.
    private func beginAndEnd() async throws {
        try await begin().close()
        let last = try DatabaseQueue(path: folder.file("a ?#%.sqlite"))
        #expect(try await last.read { try $0.tableExists("record") })
        try last.close()
    }

    @Test func atNoStoreFindsNone() async throws {
        defer { folder.remove() }
        #expect(try await look() == nil)
        #expect(FileManager.default.createFile(atPath: folder.file("a ?#%.sqlite"), contents: nil))
        #expect(try await look() == nil)
    }

    @Test func atAStoreThatIsClosedTellsItsSecret() async throws {
        defer { folder.remove() }
        try await beginAndEnd()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a ?#%.sqlite"])
        #expect(try await look() == [true, false])
    }

    @Test func atAStoreThatIsOpenTellsItsSecret() async throws {
        defer { folder.remove() }
        let store = try await begin()
        #expect(try await look() == [true, false])
        try store.close()
        #expect(try await look() == [true, false], "as after a process that was killed")
    }

    @Test func atALogWithoutItsIndexIsNotTaken() async throws {
        defer { folder.remove() }
        try await beginAndEnd()
        try Data([1]).write(to: URL(filePath: folder.file("a ?#%.sqlite-wal")))
        #expect(try await look() == nil)
    }

    @Test func neverWrites() async throws {
        defer { folder.remove() }
        try await beginAndEnd()
        let store = try #require(try SQLiteRecordStore.existing(at: folder.file("a ?#%.sqlite")))
        let record = StoredRecord(kind: .code, id: "c", expiresAt: .distantFuture, body: [1])
        await #expect(throws: SQLiteStoreError(.failed, "")) { try await store.insert(record) }
        try store.close()
    }

    @Test func atAFileThatWasCutShortFails() async throws {
        defer { folder.remove() }
        try await beginAndEnd()
        let path = folder.file("a ?#%.sqlite")
        try Data(contentsOf: URL(filePath: path)).prefix(4096).write(to: URL(filePath: path))
        #expect(throws: DatabaseError.self) { try SQLiteRecordStore.existing(at: path) }
    }
}
