import EIDJOSE
import FoundationEssentials

/// The client assertions that were used, by `jti` (RFC 7523 §3, 7).
struct AssertionReplay: Sendable {
    let store: any RecordStore

    /// Whether this is the first use of an identifier by a client.
    func isFirstUse(of identifier: String, by clientID: String, until expiry: Date) async throws -> Bool {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        let id = SealedRecords.id(of: "\(clientID.utf8.count):\(clientID)\(identifier)")
        return try await store.insert(StoredRecord(kind: .assertion, id: id, expiresAt: expiry, body: []))
    }
}
