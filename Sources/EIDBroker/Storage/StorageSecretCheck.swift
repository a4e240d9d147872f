import EIDJOSE
package import EIDMethod
import FoundationEssentials

/// Finds out whether a store's records can be opened at all, before the first person comes back to one that cannot.
///
/// The first broker on a store leaves a sealed record there; whoever cannot open it has another secret. A store of before there
/// was such a record has others, and one of them tells as well.
package enum StorageSecretCheck {
    /// Whether a secret is the one under which a store is sealed; a store that nobody has used yet is sealed under this one.
    package static func passes(_ secret: Secret<[UInt8]>, on store: any RecordStore) async throws -> Bool {
        let records = try SealedRecords(store: store, secret: secret.reveal())
        // Of several processes that begin at once one leaves the record; the others find it when they look again.
        for _ in 0..<2 {
            switch try await look(at: records) {
            case .opens: return true
            case .staysShut: return false
            case .tellsNothing:
                if try await records.insert(BytesRecord([]), .storageSecret, id: id, expiresAt: .distantFuture) {
                    return true
                }
            }
        }
        // It opens, and a newer broker has written something else into it.
        return true
    }

    /// Whether a secret may be the one under which a store is sealed; nothing is left there.
    package static func agrees(_ secret: Secret<[UInt8]>, with store: any RecordStore) async throws -> Bool {
        try await look(at: SealedRecords(store: store, secret: secret.reveal())) != .staysShut
    }

    /// What records say about a secret.
    private enum Finding {
        case opens, staysShut, tellsNothing
    }

    private static func look(at records: SealedRecords) async throws -> Finding {
        do {
            guard try await records.load(BytesRecord.self, .storageSecret, id: id) == nil else { return .opens }
        } catch is JOSEError {
            return .staysShut
        }
        guard let record = try await records.store.anyRecord(of: sealed), !records.opens(record) else {
            return .tellsNothing
        }
        return .staysShut
    }

    private static let id = "check"

    /// What is always sealed under the storage secret itself.
    private static let sealed: [RecordKind] = [.signing, .document, .transaction, .code, .accessToken]
}
