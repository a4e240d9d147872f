import FoundationEssentials
import Synchronization

/// Bounds how much one client may have stored: documents are large, and a lost token must not fill the store.
///
/// It begins anew with the process. A document that a client deletes has room again at once, unless an earlier process counted it;
/// pictures in orders count until their time is up.
final class DocumentQuota: Sendable {
    private let maximumBytes: Int
    private let keptFor: Int
    private let begunAt: Date
    private let counts = Mutex<[String: PeriodCounts]>([:])

    /// A quota for documents that are kept for `keptFor` seconds.
    init(maximumBytes: Int, keptFor: Int, begunAt: Date) {
        (self.maximumBytes, self.keptFor, self.begunAt) = (maximumBytes, keptFor, begunAt)
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

    /// Counts a document that lives longer from a later moment on, so that it is counted as long as it lives; one of an
    /// earlier process from then on.
    ///
    /// Nothing is refused: the document is there.
    func recount(_ document: StoredDocument, before moment: Date?) {
        guard let moment, let now = document.countedAt, now > moment else { return }
        counts.withLock {
            if moment >= begunAt { $0[document.clientID]?.release(document.size, at: moment) }
            _ = $0[document.clientID, default: PeriodCounts(keptFor: keptFor)]
                .admit(document.size, maximum: .max, at: now)
        }
    }

    /// Gives back the room of a document that is forgotten; to be called once.
    func release(_ document: StoredDocument) {
        guard let moment = document.countedAt, moment >= begunAt else { return }
        release(document.size, of: document.clientID, at: moment)
    }
}
