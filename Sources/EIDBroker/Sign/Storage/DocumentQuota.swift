import FoundationEssentials
import Synchronization

/// Bounds how much one client may have stored: documents are large, and a lost token must not fill the store.
///
/// Like the budget of transactions it counts by the period in which a document came, forgets a period with its documents,
/// and begins anew with the process. What a client deletes before its time is not given back.
final class DocumentQuota: Sendable {
    private static let periods = 16

    private let maximumBytes: Int
    private let seconds: Int
    private let counts = Mutex<[String: [Int: Int]]>([:])

    /// A quota for documents that are kept for `keptFor` seconds.
    init(maximumBytes: Int, keptFor: Int) {
        self.maximumBytes = maximumBytes
        seconds = max(1, (keptFor + Self.periods - 1) / Self.periods)
    }

    /// Counts a document; `false` when the client has no room for it.
    func admit(_ bytes: Int, of clientID: String, at moment: Date) -> Bool {
        let current = (Int(exactly: moment.timeIntervalSince1970.rounded(.down)) ?? 0) / seconds
        return counts.withLock { counts in
            var own = counts[clientID, default: [:]].filter { (current - Self.periods...current).contains($0.key) }
            guard bytes <= maximumBytes - own.values.reduce(0, +) else { return false }
            own[current, default: 0] += bytes
            counts[clientID] = own
            return true
        }
    }
}
