import COpenSSL

/// Random bytes from OpenSSL's generator.
public enum SecureRandom {
    /// Bytes nobody can guess: keys, nonces, identifiers.
    public static func bytes(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            // A generator that cannot answer is a broken machine; going on with zeros would be worse than stopping.
            guard RAND_priv_bytes_ex(nil, buffer.baseAddress, count, 0) == 1 else { fatalError("no random bytes") }
            initialized = count
        }
    }

    /// Random bytes written as base64url, for `state`, `nonce`, codes and the like.
    public static func token(_ count: Int = 32) -> String { Base64URL.encode(bytes(count)) }
}

/// Compares in a time that depends on the lengths only.
public func constantTimeEquals(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    let left = Array(left)
    let right = Array(right)
    return CRYPTO_memcmp(left, right, left.count) == 0
}

/// Compares the UTF-8 of two texts in a time that depends on the lengths only.
public func constantTimeEquals(_ left: String, _ right: String) -> Bool {
    constantTimeEquals(left.utf8, right.utf8)
}
