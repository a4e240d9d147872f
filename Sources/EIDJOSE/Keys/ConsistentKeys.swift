import Synchronization

/// Which PEM texts hold a private key that was found consistent, by their digests.
///
/// OpenSSL's check of an RSA key tests primes for some 30 ms, and at start the same few files are read by every layer that
/// judges them. No key is kept here, and the digest of one says nothing about it.
enum ConsistentKeys {
    private static let digests = Mutex<Set<[UInt8]>>([])
    /// Far more than an operator has; beyond it the memory starts afresh.
    private static let maximumCount = 256

    static func contains(_ digest: [UInt8]) -> Bool { digests.withLock { $0.contains(digest) } }

    static func insert(_ digest: [UInt8]) {
        digests.withLock { digests in
            if digests.count >= maximumCount { digests.removeAll() }
            digests.insert(digest)
        }
    }
}
