import EIDMethod
import Synchronization

/// A keyring that takes its time, and counts how many wait for it at once.
final class CrowdedKeyring: Keyring {
    private let counts = Mutex((now: 0, most: 0))

    let keys: [KeyringEntry] = []

    /// The most calls at one moment.
    var most: Int { counts.withLock { $0.most } }

    func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8] {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
        // Gives other calls every chance to get in between.
        for _ in 0..<500 { await Task.yield() }
        counts.withLock { $0.now -= 1 }
        return bytes
    }

    func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8] {
        throw MethodError(.untrusted, "no token is for it")
    }
}
