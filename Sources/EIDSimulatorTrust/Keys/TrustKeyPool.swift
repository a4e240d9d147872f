import Synchronization

/// RSA keys that many trust services in one process share, one after the other.
///
/// Making one takes a tenth of a second and more, which is most of what a test with a trust service does. The pool lends a key
/// for as long as anybody holds it, so that no two services that live at the same time have one in common, and none can pass
/// for another.
package final class TrustKeyPool: Sendable {
    private let keys = Mutex<[TrustKey]>([])

    /// An empty pool.
    package init() {}

    /// How many keys were made so far.
    package var count: Int { keys.withLock(\.count) }

    /// A key that nobody holds.
    func lend() throws(TrustError) -> TrustKey {
        let free = keys.withLock { keys in
            // One reference is the pool's own. Nobody can take another meanwhile, since all come through the lock.
            keys.indices.first { isKnownUniquelyReferenced(&keys[$0]) }.map { keys[$0] }
        }
        if let free { return free }
        // Outside the lock, so that others may find a free one meanwhile.
        let made = try TrustKey.generate(.rsa)
        keys.withLock { $0.append(made) }
        return made
    }
}
