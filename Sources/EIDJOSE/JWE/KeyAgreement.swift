import COpenSSL
package import EIDJSON
import Synchronization

/// ECDH-ES (RFC 7518 §4.6): a shared secret, and a key made of it.
package enum KeyAgreement {
    /// The shared secret.
    ///
    /// The peer was checked when it was imported, so it is not checked a second time here.
    static func sharedSecret(_ own: PKey, _ peer: PKey, reusing: Bool) throws(JOSEError) -> SecretBytes {
        if reusing {
            let template = try own.template(.derive)
            return try template.withCopy { derive($0, peer) }.get()
        }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, own.pointer, nil), EVP_PKEY_derive_init(context) == 1 else {
            throw OpenSSLFailure.unavailable("no context")
        }
        defer { EVP_PKEY_CTX_free(context) }
        return try derive(context, peer).get()
    }

    /// The shared secret with the `epk` of a header.
    package static func sharedSecret(_ own: JWK, header: JSONValue) throws(JOSEError) -> SecretBytes {
        guard case .key(let key) = own.material.secret else { throw JOSEError(.unsuitableKey, "the key is symmetric") }
        return try sharedSecret(key, ContentKey.peer(in: header, type: own.type), reusing: true)
    }

    private static func derive(_ context: OpaquePointer, _ peer: PKey) -> Result<SecretBytes, JOSEError> {
        var count = 32
        guard EVP_PKEY_derive_set_peer_ex(context, peer.pointer, 0) == 1 else { return .failure(OpenSSLFailure.failed) }
        var isDone = false
        let secret = SecretBytes(count: 32) { bytes in
            isDone = EVP_PKEY_derive(context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, &count) == 1
        }
        return isDone && count == 32 ? .success(secret) : .failure(OpenSSLFailure.failed)
    }

    /// Concat KDF with SHA-256 (NIST SP 800-56A, as RFC 7518 §4.6.2 fills it).
    package static func deriveKey(
        from secret: SecretBytes,
        length: Int,
        algorithm: String,
        apu: [UInt8],
        apv: [UInt8]
    ) -> SecretBytes {
        var info: [UInt8] = []
        for part in [Array(algorithm.utf8), apu, apv] {
            info += bigEndian(part.count)
            info += part
        }
        info += bigEndian(length * 8)
        return SecretBytes(count: length) { output in
            for (round, start) in stride(from: 0, to: length, by: 32).enumerated() {
                var input = bigEndian(round + 1)
                // Room first: growing would leave a copy of the secret behind.
                input.reserveCapacity(4 + secret.count + info.count)
                secret.withBytes { input.append(contentsOf: $0) }
                input += info
                var digest = SHA256.digest(input)
                let end = min(start + 32, length)
                UnsafeMutableRawBufferPointer(rebasing: output[start..<end]).copyBytes(from: digest.prefix(end - start))
                input.wipe()
                digest.wipe()
            }
        }
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        let number = UInt32(clamping: number)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}

extension [UInt8] {
    /// Overwrites bytes that were a secret.
    mutating func wipe() {
        withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}

/// Makes ephemeral P-256 keys.
///
/// A context for generating keys cannot be copied, and setting one up costs as much as a
/// tenth of the key: used ones are kept.
final class EphemeralKeys: Sendable {
    static let shared = EphemeralKeys()

    /// Unchecked but sendable: a context is only ever in the pool or with the one thread that took it out.
    private struct Context: @unchecked Sendable {
        let pointer: OpaquePointer
    }
    private let idle = Mutex<[Context]>([])

    func generate() throws(JOSEError) -> PKey {
        let kept = idle.withLock { $0.popLast() }
        let context = if let kept { kept } else { try Self.makeContext() }
        var key: OpaquePointer?
        guard EVP_PKEY_generate(context.pointer, &key) == 1, let key else {
            EVP_PKEY_CTX_free(context.pointer)
            throw OpenSSLFailure.unavailable("no key was generated")
        }
        let isKept = idle.withLock { idle in
            guard idle.count < 16 else { return false }
            idle.append(context)
            return true
        }
        if !isKept { EVP_PKEY_CTX_free(context.pointer) }
        return PKey(owning: key)
    }

    private static func makeContext() throws(JOSEError) -> Context {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil), EVP_PKEY_keygen_init(context) == 1,
            EVP_PKEY_CTX_set_group_name(context, "P-256") == 1
        else { throw OpenSSLFailure.unavailable("no context") }
        return Context(pointer: context)
    }
}
