import EIDBroker
import EIDMethod
import EIDStorageTesting
import FoundationEssentials
import GRDB
import Testing

@testable import EIDStorageSQLite

@Suite struct SQLiteRecordStoreTests {
    @Test("Behaves like every store", arguments: StoreConformance.all)
    func behavesLikeEveryStore(_ behaviour: StoreConformance) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try await behaviour { clock in try SQLiteRecordStore(path: folder.file(), clock: clock) }
    }

    @Test("Survives being closed and opened again")
    func reopened() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let record = Self.record("t1", group: "g", body: [1, 0, 255])
        let first = try SQLiteRecordStore(path: folder.file())
        #expect(try await first.insert(record))
        #expect(try await first.replace(record, ifRevision: 0))
        try first.close()
        let second = try SQLiteRecordStore(path: folder.file())
        var expected = record
        expected.revision = 1
        #expect(try await second.load(.transaction, id: "t1") == expected)
        #expect(try await second.insert(record) == false)
    }

    @Test("Survives a process that never closed it")
    func abandoned() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try SQLiteRecordStore(path: folder.file())
        #expect(try await first.insert(Self.record("t1")))
        let second = try SQLiteRecordStore(path: folder.file())
        #expect(try await second.take(.transaction, id: "t1") != nil)
        #expect(try await first.load(.transaction, id: "t1") == nil)
    }

    @Test("Two pools on one file race for records, and each record goes to exactly one caller")
    func race() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let stores = [try SQLiteRecordStore(path: folder.file()), try SQLiteRecordStore(path: folder.file())]
        for number in 0..<10 { #expect(try await stores[0].insert(Self.record("t\(number)"))) }
        let winners = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<10 {
                for attempt in 0..<8 {
                    group.addTask {
                        try await stores[attempt % 2].take(.transaction, id: "t\(number)") == nil ? 0 : 1 << number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(winners == (1 << 10) - 1)
    }

    @Test("Several openers of a new file agree on its schema")
    func openingTogether() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.file()
        let opened = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<4 {
                group.addTask { try await SQLiteRecordStore(path: path).insert(Self.record("t\(number)")) }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(opened == 4)
    }

    @Test("A file of the first step keeps its records when it is brought up to date")
    func olderFile() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let record = Self.record("t1", group: "g", body: [1, 0, 255])
        let old = try DatabasePool(path: folder.file())
        try RecordSchema.migrator.migrate(old, upTo: "1 records")
        #expect(try await old.write { db in try RecordStatement.insert(record, at: .distantPast, in: db) })
        try old.close()
        let store = try SQLiteRecordStore(path: folder.file())
        #expect(try await store.load(.transaction, id: "t1") == record)
        #expect(try await store.removeGroup("g", kinds: [.transaction]) == 1)
    }

    @Test("What is committed survives a power cut: WAL with synchronous=FULL")
    func durability() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file())
        let (mode, level) = try store.database.writeWithoutTransaction { db in try Durability.current(db) }
        #expect(mode == "wal")
        #expect(level == 2)
    }

    @Test("A database that cannot have WAL is refused")
    func notDurable() throws {
        let memory = try DatabaseQueue()
        #expect(throws: SQLiteStoreError(.notDurable, "")) { try memory.writeWithoutTransaction(Durability.require) }
    }

    @Test("Only the owner reads and writes the files, also ones that were open to others before")
    func permissions() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(
            FileManager.default.createFile(atPath: folder.file(), contents: nil, attributes: [.posixPermissions: 0o644])
        )
        let store = try SQLiteRecordStore(path: folder.file())
        #expect(try await store.insert(Self.record("t1")))
        for name in ["broker.sqlite", "broker.sqlite-wal", "broker.sqlite-shm"] {
            #expect(try folder.permissions(name) == 0o600, "\(name)")
        }
    }

    @Test("A missing folder is refused: a typing mistake would begin an empty store")
    func missingFolder() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        #expect(throws: SQLiteStoreError(.unusableFile, "")) {
            try SQLiteRecordStore(path: folder.file("demo/broker.sqlite"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("demo")))
    }

    @Test("A file that is no database, or that cannot be opened, is refused")
    func unusable() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data(repeating: 0x41, count: 4096).write(to: URL(filePath: folder.file("text")))
        #expect(throws: DatabaseError.self) { try SQLiteRecordStore(path: folder.file("text")) }
        #expect(throws: SQLiteStoreError(.unusableFile, "")) { try SQLiteRecordStore(path: folder.path) }
    }

    @Test("Identifiers compare as bytes: a NUL does not cut them, composed and decomposed letters differ")
    func identifiers() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file())
        for id in ["a\0b", "a\0c", "\u{e9}", "e\u{301}", "A", "a"] { #expect(try await store.insert(Self.record(id))) }
        #expect(try await store.take(.transaction, id: "a\0b")?.id.utf8.count == 3)
        #expect(try await store.load(.transaction, id: "a\0c") != nil)
        #expect(try await store.take(.transaction, id: "\u{e9}") != nil)
        #expect(try await store.load(.transaction, id: "e\u{301}") != nil)
    }

    private static func record(_ id: String, group: String? = nil, body: [UInt8] = [1]) -> StoredRecord {
        let expiry = Date(timeIntervalSinceReferenceDate: 4_000_000_000.123456)
        return StoredRecord(kind: .transaction, id: id, group: group, expiresAt: expiry, body: body)
    }
}
