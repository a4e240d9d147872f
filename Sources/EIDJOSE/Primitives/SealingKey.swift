/// Seals bytes that we hand out or store and want back unread and unchanged: AES-256-GCM under a random nonce.
///
/// One key is good for about 2^32 seals; derive one per purpose.
public struct SealingKey: Sendable {
    private let key: SecretBytes

    /// Creates a key from exactly 32 secret bytes.
    public init(bytes: some Collection<UInt8>) throws(JOSEError) {
        guard bytes.count == 32 else { throw JOSEError(.unsuitableKey, "a sealing key has 32 bytes") }
        key = SecretBytes(bytes)
    }

    private init(key: SecretBytes) { self.key = key }

    /// A new key.
    public static func random() -> SealingKey { SealingKey(key: SecretBytes(SecureRandom.bytes(32))) }

    /// An independent key for one purpose (HKDF-SHA256, RFC 5869); the same purpose gives the same key.
    public func derive(purpose: String) -> SealingKey {
        let salt = SecretBytes(count: 32) { _ in }
        let extracted = SecretBytes(key.withBytes { HMACTemplate.sha256.code(of: [$0], key: salt) })
        let info = Array(purpose.utf8) + [1]
        return SealingKey(
            key: SecretBytes(info.withUnsafeBytes { HMACTemplate.sha256.code(of: [$0], key: extracted) })
        )
    }

    /// Nonce, ciphertext and tag in one piece; `aad` is bound to it without being part of it.
    public func seal(
        _ plaintext: some Collection<UInt8>,
        aad: some Collection<UInt8> = [UInt8]()
    ) throws(JOSEError) -> [UInt8] {
        let nonce = SecureRandom.bytes(12)
        let sealed = try GCM.seal(Array(plaintext), key: key, iv: nonce, aad: Array(aad))
        // In one piece of the right size: what is sealed is kept, and adding arrays leaves room at the end.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(nonce.count + sealed.ciphertext.count + sealed.tag.count)
        bytes += nonce
        bytes += sealed.ciphertext
        bytes += sealed.tag
        return bytes
    }

    /// What was sealed, or ``JOSEError/failed``.
    public func open(
        _ sealed: some Collection<UInt8>,
        aad: some Collection<UInt8> = [UInt8]()
    ) throws(JOSEError) -> [UInt8] {
        let sealed = Array(sealed)
        guard sealed.count >= 28 else { throw .failed }
        return try GCM.open(
            Array(sealed[12..<sealed.count - 16]),
            tag: Array(sealed.suffix(16)),
            key: key,
            iv: Array(sealed.prefix(12)),
            aad: Array(aad)
        )
    }
}
