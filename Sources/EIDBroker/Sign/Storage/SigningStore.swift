import EIDJOSE
import FoundationEssentials

/// Signings in progress and those whose results are kept, with what was prepared for them.
struct SigningStore: Sendable {
    let records: SealedRecords

    /// Adds a new signing.
    func insert(_ transaction: SigningTransaction) async throws {
        let isNew = try await records.insert(
            CodedRecord(transaction),
            .signing,
            id: transaction.id,
            expiresAt: transaction.retainedUntil
        )
        guard isNew else { throw StorageFailure.collision }
    }

    /// The signing of an id.
    func load(_ id: String) async throws -> Held<SigningTransaction>? {
        guard id.utf8.count == 22 else { return nil }
        return try await records.load(coded: SigningTransaction.self, .signing, id: id)
    }

    /// Saves a change, unless somebody else changed the signing first.
    func replace(_ transaction: SigningTransaction, ifRevision revision: Int) async throws -> Bool {
        try await records.replace(
            CodedRecord(transaction),
            .signing,
            id: transaction.id,
            expiresAt: transaction.retainedUntil,
            ifRevision: revision
        )
    }

    /// Forgets a signing and what was prepared for it.
    func remove(_ id: String) async throws {
        _ = try await records.store.take(.signing, id: id)
        _ = try await records.store.removeGroup(Self.group(id), kinds: [.documentPart])
    }

    /// Keeps what was prepared for one document, until the value arrives: the very bytes that were hashed.
    func keep(_ prepared: PreparedDocument, at index: Int, of transaction: SigningTransaction) async throws {
        let isNew = try await records.insert(
            CodedRecord(prepared),
            .documentPart,
            id: "\(transaction.id).prepared.\(index)",
            group: Self.group(transaction.id),
            expiresAt: transaction.retainedUntil
        )
        guard isNew else { throw StorageFailure.collision }
    }

    /// What was prepared for one document.
    func prepared(at index: Int, of transaction: SigningTransaction) async throws -> PreparedDocument? {
        try await records.load(
            coded: PreparedDocument.self,
            .documentPart,
            id: "\(transaction.id).prepared.\(index)"
        )?.value
    }

    /// Forgets what was prepared.
    func removePrepared(of id: String) async throws {
        _ = try await records.store.removeGroup(Self.group(id), kinds: [.documentPart])
    }

    private static func group(_ id: String) -> String { "prepared.\(id)" }
}
