import FoundationEssentials
import Synchronization

/// Bounds how much one client may have stored: documents are large, and a lost token must not fill the store.
///
/// It begins anew with the process. What a client deletes before its time is not given back.
final class DocumentQuota: Sendable {
    private let maximumBytes: Int
    private let keptFor: Int
    private let counts = Mutex<[String: PeriodCounts]>([:])

    /// A quota for documents that are kept for `keptFor` seconds.
    init(maximumBytes: Int, keptFor: Int) {
        (self.maximumBytes, self.keptFor) = (maximumBytes, keptFor)
    }

    /// Counts a document; `false` when the client has no room for it.
    func admit(_ bytes: Int, of clientID: String, at moment: Date) -> Bool {
        counts.withLock {
            $0[clientID, default: PeriodCounts(keptFor: keptFor)].admit(bytes, maximum: maximumBytes, at: moment)
        }
    }

    /// Gives back what was counted too much.
    func release(_ bytes: Int, of clientID: String, at moment: Date) {
        counts.withLock { $0[clientID]?.release(bytes, at: moment) }
    }
}
