import EIDBroker
import EIDMethod
import FoundationEssentials
import GRDB
import Testing

@testable import EIDStorageSQLite

/// What becomes of calls while somebody else has the file, or nothing more fits into it.
@Suite struct WaitingTests {
    @Test("Calls that come together while the file is held end together")
    func sharedWaiting() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file(), patience: .milliseconds(600))
        let other = try Self.other(folder)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let begin = ContinuousClock.now
        let failures = await withTaskGroup(of: SQLiteStoreError.Code?.self) { group in
            for number in 0..<24 {
                group.addTask {
                    do {
                        _ = try await store.insert(Self.record("t\(number)"))
                        return nil
                    } catch {
                        return (error as? SQLiteStoreError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // One after the other they would take a quarter of a second each, which is six seconds.
        #expect(.now - begin < .seconds(4))
        #expect(failures.allSatisfy { $0 == .busy }, "\(failures)")
        #expect(try await store.load(.transaction, id: "t1") == nil, "a reader waits for no writer")
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await store.insert(Self.record("t1")))
    }

    @Test("A call outlasts somebody who has the file for longer than one turn")
    func longerThanATurn() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file(), patience: .seconds(60))
        let other = try Self.other(folder)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let calls = Tries()
        async let isInserted = store.write { db in
            calls.count()
            return try RecordStatement.insert(Self.record("t1"), at: .distantPast, in: db)
        }
        await calls.reach(2)
        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        #expect(try await isInserted)
    }

    @Test("A reader that is kept out waits elsewhere than on its caller's thread, and not for ever")
    func keptOutReader() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file(), patience: .milliseconds(100))
        #expect(try await store.load(.transaction, id: "t1") == nil)
        let patience = try await store.look { try Int.fetchOne($0, sql: "PRAGMA busy_timeout") }
        #expect(patience == 0)
        let tries = Tries()
        await #expect(throws: SQLiteStoreError(.busy, "")) {
            try await store.waiting(until: .now + .milliseconds(100)) {
                tries.count()
                throw DatabaseError(resultCode: .SQLITE_BUSY)
            }
        }
        #expect(tries.made > 1)
    }

    @Test("A file that takes no more says so in SQLite's words, and in none that were stored")
    func full() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file())
        try await store.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let error = await #expect(throws: SQLiteStoreError.self) {
            _ = try await store.insert(Self.record("t-secret", body: Array(repeating: 0x41, count: 65536)))
        }
        #expect(error?.description == "failed: SQLite result code 13 (database or disk is full)")
        #expect(try await store.insert(Self.record("t2")), "a small one fits")
    }

    /// Another process, as far as SQLite can tell.
    private static func other(_ folder: TemporaryFolder) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: folder.file(), configuration: configuration)
    }

    private static func record(_ id: String, body: [UInt8] = [1]) -> StoredRecord {
        StoredRecord(kind: .transaction, id: id, expiresAt: .distantFuture, body: body)
    }
}
