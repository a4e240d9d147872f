import EIDMethod
import EIDStorageSQLite
import FoundationEssentials
import Testing

@testable import EIDBroker

/// Another storage secret is noticed at the start.
@Suite struct StorageSecretTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func passes(_ byte: UInt8) async throws -> Bool {
        let store = try SQLiteRecordStore(path: folder.file())
        defer { try? store.close() }
        return try await StorageSecretCheck.passes(Secret([UInt8](repeating: byte, count: 32)), on: store)
    }

    @Test func anotherSecretIsRefusedAndTheFirstOneStays() async throws {
        defer { folder.remove() }
        try await HeldSecret.expectTheFirstToStay { try await passes($0) }
    }

    @Test func aStoreOfBeforeThereWasACheckIsHeldToItsRecords() async throws {
        defer { folder.remove() }
        let store = try SQLiteRecordStore(path: folder.file())
        let records = try SealedRecords(store: store, secret: [UInt8](repeating: 1, count: 32))
        let later = Date().addingTimeInterval(3600)
        #expect(try await records.insert(BytesRecord([7]), .document, id: "d", expiresAt: later))
        try store.close()
        #expect(try await passes(2) == false)
        #expect(try await passes(1), "another secret has left nothing behind")
    }

    @Test func manyMayBeginAtOnce() async throws {
        defer { folder.remove() }
        try await HeldSecret.expectManyAtOnce { try await passes($0) }
    }

    @Test func theRecordIsNeverForgotten() async throws {
        defer { folder.remove() }
        #expect(try await passes(1))
        let store = try SQLiteRecordStore(path: folder.file())
        #expect(try await store.removeExpired(before: Date().addingTimeInterval(1e9), limit: 10) == 0)
        try store.close()
        #expect(try await passes(2) == false)
    }
}
