import EIDJOSE
import EIDJSON
import FoundationEssentials

/// The keys by which clients ask for one thing twice without getting it twice.
struct IdempotencyStore: Sendable {
    /// What a key stood for the first time.
    struct Entry: Codable, Sendable {
        let signingID: String
        /// Of the request's body: the same key with other wishes is a mistake.
        let body: Data
    }

    /// What became of a claim.
    enum Claim: Sendable {
        /// The key is ours.
        case ours
        /// It stands for an earlier request.
        case taken(Entry)
        /// It was somebody else's a moment ago.
        case gone
    }

    let records: SealedRecords

    /// Claims a key for a new signing.
    func claim(_ key: String, of clientID: String, _ entry: Entry, expiresAt: Date) async throws -> Claim {
        let id = Self.id(key, clientID)
        let isNew = try await records.insert(CodedRecord(entry), .idempotencyKey, id: id, expiresAt: expiresAt)
        guard !isNew else { return .ours }
        return try await load(id).map { .taken($0) } ?? .gone
    }

    /// Keeps a claimed key for as long as its signing.
    func prolong(_ key: String, of clientID: String, _ entry: Entry, until date: Date) async throws {
        _ = try await records.replace(
            CodedRecord(entry),
            .idempotencyKey,
            id: Self.id(key, clientID),
            expiresAt: date,
            ifRevision: 0
        )
    }

    /// Gives a key back that came to nothing, or whose signing is gone; one that stands for another signing stays.
    func release(_ key: String, of clientID: String, for signingID: String) async throws {
        let id = Self.id(key, clientID)
        guard let entry = try await load(id), entry.signingID.sameBytes(as: signingID) else { return }
        _ = try await records.store.take(.idempotencyKey, id: id)
    }

    private func load(_ id: String) async throws -> Entry? {
        try await records.load(coded: Entry.self, .idempotencyKey, id: id)?.value
    }

    /// The length keeps ("ab", "c") and ("a", "bc") apart.
    private static func id(_ key: String, _ clientID: String) -> String {
        SealedRecords.id(of: "\(clientID.utf8.count):\(clientID)\(key)")
    }
}
