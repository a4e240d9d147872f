import EIDMethod
import EIDStorageSQLite
import FoundationEssentials
import Testing

@testable import EIDBroker

/// Another subject secret is noticed at the start.
@Suite struct SubjectSecretTests {
    private let folder: TemporaryFolder
    private let storage = Secret([UInt8](repeating: 9, count: 32))

    init() throws { folder = try TemporaryFolder() }

    private func secret(_ byte: UInt8) -> Secret<[UInt8]> { Secret([UInt8](repeating: byte, count: 32)) }

    private func passes(_ byte: UInt8, replacing: Bool = false) async throws -> Bool {
        let store = try SQLiteRecordStore(path: folder.file())
        defer { try? store.close() }
        return try await SubjectSecretCheck.passes(
            secret(byte),
            on: store,
            sealedUnder: storage,
            replacing: replacing
        )
    }

    @Test func anotherSecretIsRefusedAndTheFirstOneStays() async throws {
        defer { folder.remove() }
        try await HeldSecret.expectTheFirstToStay { try await passes($0) }
    }

    @Test func anotherSecretThatIsMeantTakesThePlace() async throws {
        defer { folder.remove() }
        #expect(try await passes(1, replacing: true))
        #expect(try await passes(2, replacing: true))
        #expect(try await passes(2))
        #expect(try await passes(1) == false)
    }

    @Test func manyMayBeginAtOnce() async throws {
        defer { folder.remove() }
        try await HeldSecret.expectManyAtOnce { try await passes($0) }
    }

    @Test func theRecordIsNeverForgottenAndTellsNothing() async throws {
        defer { folder.remove() }
        #expect(try await passes(1))
        let store = try SQLiteRecordStore(path: folder.file())
        #expect(try await store.removeExpired(before: Date().addingTimeInterval(1e9), limit: 10) == 0)
        let record = try #require(try await store.load(.subjectSecret, id: "check"))
        #expect(record.body.firstRange(of: [1, 1, 1, 1]) == nil)
        try store.close()
        #expect(try await passes(2) == false)
    }
}
