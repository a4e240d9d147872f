import COpenSSL

/// What OpenSSL gives once and everybody shares: fetching an algorithm per call does not scale over threads.
///
/// Unchecked but sendable: fetched methods are immutable and reference counted, and these live as long as the process.
struct Fetched: @unchecked Sendable {
    let pointer: OpaquePointer

    /// A library without these algorithms cannot run anything here, so that stops the process at its start.
    private init(_ name: String, _ pointer: OpaquePointer?) {
        guard let pointer else { fatalError("OpenSSL has no \(name)") }
        self.pointer = pointer
    }

    static let sha1 = digest("SHA1")
    static let sha256 = digest("SHA256")
    static let sha384 = digest("SHA384")
    static let sha512 = digest("SHA512")
    static let hmac = Fetched("HMAC", EVP_MAC_fetch(nil, "HMAC", nil))
    static let aes128GCM = cipher("AES-128-GCM")
    static let aes256GCM = cipher("AES-256-GCM")
    static let aes128CBC = cipher("AES-128-CBC")
    static let aes256CBC = cipher("AES-256-CBC")
    static let aes128Wrap = cipher("AES-128-WRAP")
    static let aes256Wrap = cipher("AES-256-WRAP")

    /// The digest of some bytes, by one of the algorithms that make them; `length` bytes long.
    func digest(of bytes: some Collection<UInt8>, length: Int) -> [UInt8] {
        if let direct = bytes.withContiguousStorageIfAvailable({ digest(UnsafeRawBufferPointer($0), length) }) {
            return direct
        }
        return Array(bytes).withUnsafeBytes { digest($0, length) }
    }

    private func digest(_ bytes: UnsafeRawBufferPointer, _ length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { output, count in
            // Hashing memory can only fail where OpenSSL itself is broken.
            guard EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, nil, pointer, nil) == 1
            else { fatalError("a digest failed") }
            count = length
        }
    }

    private static func digest(_ name: String) -> Fetched { Fetched(name, EVP_MD_fetch(nil, name, nil)) }
    private static func cipher(_ name: String) -> Fetched { Fetched(name, EVP_CIPHER_fetch(nil, name, nil)) }
}

/// How a call into OpenSSL went wrong.
enum OpenSSLFailure {
    /// The error queue belongs to the thread and would be blamed on whoever reads it next, so it is emptied.
    static var failed: JOSEError {
        ERR_clear_error()
        return .failed
    }

    static func unavailable(_ what: String) -> JOSEError {
        ERR_clear_error()
        return JOSEError(.unavailable, what)
    }

    static func unsuitable(_ what: String) -> JOSEError {
        ERR_clear_error()
        return JOSEError(.unsuitableKey, what)
    }
}

/// A context that is configured once and copied for each use.
///
/// Unchecked but sendable: the context itself is only ever read, by `EVP_PKEY_CTX_dup`, which raises atomic reference
/// counts; each use works on its own copy.
final class ContextTemplate: @unchecked Sendable {
    private let context: OpaquePointer

    /// Takes ownership of the context.
    init(owning context: OpaquePointer) { self.context = context }

    deinit { EVP_PKEY_CTX_free(context) }

    func withCopy<R>(_ body: (OpaquePointer) -> R) throws(JOSEError) -> R {
        guard let copy = EVP_PKEY_CTX_dup(context) else { throw OpenSSLFailure.unavailable("no copy of a context") }
        defer { EVP_PKEY_CTX_free(copy) }
        return body(copy)
    }
}
