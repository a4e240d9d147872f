import COpenSSL

/// SHA-256.
public enum SHA256 {
    /// The digest of some bytes.
    public static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Fetched.sha256.digest(of: bytes, length: 32)
    }

    /// The digest of a text's UTF-8.
    public static func digest(_ text: String) -> [UInt8] { digest(text.utf8) }
}

/// SHA-512.
public enum SHA512 {
    /// The digest of some bytes.
    public static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Fetched.sha512.digest(of: bytes, length: 64)
    }

    /// The digest of a text's UTF-8.
    public static func digest(_ text: String) -> [UInt8] { digest(text.utf8) }
}

/// HMAC with SHA-256.
public enum HMACSHA256 {
    /// The code that authenticates a message.
    public static func code(for message: some Collection<UInt8>, key: some Collection<UInt8>) -> [UInt8] {
        let secret = SecretBytes(key)
        return Array(message).withUnsafeBytes { HMACTemplate.sha256.code(of: [$0], key: secret) }
    }

    /// Whether the code belongs to the message, compared in constant time.
    public static func isValid(
        _ code: some Collection<UInt8>,
        for message: some Collection<UInt8>,
        key: some Collection<UInt8>
    ) -> Bool {
        constantTimeEquals(Self.code(for: message, key: key), code)
    }
}

/// An HMAC context with its digest chosen, copied for each message.
///
/// Unchecked but sendable: the context is only read, by `EVP_MAC_CTX_dup`.
struct HMACTemplate: @unchecked Sendable {
    static let sha256 = HMACTemplate("SHA256", length: 32)
    static let sha512 = HMACTemplate("SHA512", length: 64)

    private let context: OpaquePointer
    private let length: Int

    private init(_ digest: String, length: Int) {
        self.length = length
        guard let context = EVP_MAC_CTX_new(Fetched.hmac.pointer), eid_hmac_choose(context, digest) == 1 else {
            fatalError("OpenSSL has no HMAC with \(digest)")
        }
        self.context = context
    }

    func code(of parts: [UnsafeRawBufferPointer], key: SecretBytes) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { output, count in
            let copy = EVP_MAC_CTX_dup(context)
            defer { EVP_MAC_CTX_free(copy) }
            let isDone =
                key.withBytes { key in
                    // An empty key is a null pointer to Swift, which EVP_MAC_init reads as "keep the key".
                    EVP_MAC_init(copy, key.assumingMemoryBound(to: UInt8.self).baseAddress, key.count, nil) == 1
                }
                && parts.allSatisfy { part in
                    EVP_MAC_update(copy, part.assumingMemoryBound(to: UInt8.self).baseAddress, part.count) == 1
                } && EVP_MAC_final(copy, output.baseAddress, &count, length) == 1
            // Authenticating memory can only fail where OpenSSL itself is broken.
            guard isDone, count == length else { fatalError("HMAC failed") }
        }
    }
}
