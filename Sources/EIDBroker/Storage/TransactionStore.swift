import FoundationEssentials

/// Sign-ins in progress.
struct TransactionStore: Sendable {
    let records: SealedRecords

    /// Adds a new transaction.
    func insert(_ transaction: Transaction) async throws {
        let isNew = try await records.insert(
            transaction,
            .transaction,
            id: transaction.id,
            expiresAt: transaction.forgottenAt
        )
        guard isNew else { throw StorageFailure.collision }
    }

    /// The transaction of an id.
    func load(_ id: String) async throws -> Held<Transaction>? {
        try await records.load(Transaction.self, .transaction, id: id)
    }

    /// The end of a transaction, as its engine takes it together with what comes of it.
    func end(of held: Held<Transaction>, _ end: UntoldEnd) throws -> (record: StoredRecord, revision: Int) {
        let ended = held.value.ended(end)
        let record = try records.record(ended, .transaction, id: ended.id, expiresAt: ended.forgottenAt)
        return (record, held.revision)
    }

    /// Saves a change, unless somebody else changed the transaction first.
    func replace(_ transaction: Transaction, ifRevision revision: Int) async throws -> Bool {
        try await records.replace(
            transaction,
            .transaction,
            id: transaction.id,
            expiresAt: transaction.forgottenAt,
            ifRevision: revision
        )
    }
}

/// What should not happen in a working store.
enum StorageFailure: Error {
    /// Two random identifiers are the same.
    case collision
}
