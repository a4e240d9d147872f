import COpenSSL

/// SHA-256 over bytes that come in pieces, such as an upload.
///
/// Not for sharing between tasks: pieces have an order.
public final class RunningDigest {
    private let context: OpaquePointer?
    private var isSound: Bool

    /// Begins.
    public init() {
        context = EVP_MD_CTX_new()
        isSound = context != nil && EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Adds the next piece.
    public func update(_ bytes: [UInt8]) {
        isSound = isSound && EVP_DigestUpdate(context, bytes, bytes.count) == 1
    }

    /// Ends and gives the 32 bytes; to be called once.
    public func finish() throws(JOSEError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 32)
        guard isSound, EVP_DigestFinal_ex(context, &output, nil) == 1 else {
            throw JOSEError(.failed, "no digest")
        }
        isSound = false
        return output
    }
}
