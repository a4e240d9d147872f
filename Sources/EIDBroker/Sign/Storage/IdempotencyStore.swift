import EIDJOSE
import FoundationEssentials

/// The keys by which clients ask for one thing twice without getting it twice.
struct IdempotencyStore: Sendable {
    /// What a key stood for the first time.
    struct Entry: Codable, Sendable {
        let signingID: String
        /// Of the request's body: the same key with other wishes is a mistake.
        let body: Data
    }

    let records: SealedRecords

    /// Claims a key for a new signing; the earlier entry where there is one.
    func claim(_ key: String, of clientID: String, _ entry: Entry, expiresAt: Date) async throws -> Entry? {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        let id = SealedRecords.id(of: "\(clientID.utf8.count):\(clientID)\(key)")
        let isNew = try await records.insert(CodedRecord(entry), .idempotencyKey, id: id, expiresAt: expiresAt)
        guard !isNew else { return nil }
        return try await records.load(CodedRecord<Entry>.self, .idempotencyKey, id: id)?.value.value
    }

    /// Keeps a claimed key for as long as its signing.
    func prolong(_ key: String, of clientID: String, _ entry: Entry, until date: Date) async throws {
        let id = SealedRecords.id(of: "\(clientID.utf8.count):\(clientID)\(key)")
        _ = try await records.replace(
            CodedRecord(entry),
            .idempotencyKey,
            id: id,
            expiresAt: date,
            ifRevision: 0
        )
    }

    /// Gives a key back that came to nothing, or whose signing is gone.
    func release(_ key: String, of clientID: String) async throws {
        let id = SealedRecords.id(of: "\(clientID.utf8.count):\(clientID)\(key)")
        _ = try await records.store.take(.idempotencyKey, id: id)
    }
}
