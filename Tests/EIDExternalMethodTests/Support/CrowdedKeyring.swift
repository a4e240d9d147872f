import EIDMethod
import Synchronization

/// A keyring that answers nobody before four have asked, and counts how many ask at once.
final class CrowdedKeyring: Keyring {
    private let counts = Mutex((now: 0, most: 0, all: 0))

    let keys: [KeyringEntry] = []

    /// The most calls at one moment.
    var most: Int { counts.withLock { $0.most } }

    func sign(_ bytes: [UInt8], key id: String, algorithm: String) async throws(MethodError) -> [UInt8] {
        counts.withLock { counts in
            counts.now += 1
            counts.all += 1
            counts.most = max(counts.most, counts.now)
        }
        while counts.withLock({ $0.all }) < 4 { await Task.yield() }
        // Gives other calls every chance to get in between.
        for _ in 0..<500 { await Task.yield() }
        counts.withLock { $0.now -= 1 }
        return bytes
    }

    func decrypt(_ token: String, algorithm: String, encryption: String) async throws(MethodError) -> [UInt8] {
        throw MethodError(.untrusted, "no token is for it")
    }
}
