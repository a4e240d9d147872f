import COpenSSL
import Synchronization

/// One imported key and the contexts made from it.
///
/// Unchecked but sendable: an `EVP_PKEY` is reference counted and, once built, safe to use from any thread; nothing here
/// changes it after `init`.
final class PKey: @unchecked Sendable {
    /// The operations that have a context of their own.
    enum Operation: Hashable, Sendable {
        case sign(SignatureAlgorithm)
        case verify(SignatureAlgorithm)
        case encrypt(KeyManagementAlgorithm)
        case decrypt(KeyManagementAlgorithm)
        case derive
    }

    let pointer: OpaquePointer
    private let templates = Mutex<[Operation: ContextTemplate]>([:])

    /// Takes ownership of the key.
    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    /// The context for an operation, configured at its first use.
    func template(_ operation: Operation) throws(JOSEError) -> ContextTemplate {
        if let known = templates.withLock({ $0[operation] }) { return known }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else {
            throw OpenSSLFailure.unavailable("no context")
        }
        let template = ContextTemplate(owning: context)
        guard Self.configure(context, for: operation) else {
            throw OpenSSLFailure.unsuitable("OpenSSL refuses this key for \(operation)")
        }
        // Two threads may both get here; whichever comes last is kept, and both are right.
        templates.withLock { $0[operation] = template }
        return template
    }

    private static func configure(_ context: OpaquePointer, for operation: Operation) -> Bool {
        switch operation {
        case .sign(let algorithm): EVP_PKEY_sign_init(context) == 1 && configure(context, for: algorithm)
        case .verify(let algorithm): EVP_PKEY_verify_init(context) == 1 && configure(context, for: algorithm)
        case .encrypt(let algorithm): EVP_PKEY_encrypt_init(context) == 1 && configure(context, for: algorithm)
        case .decrypt(let algorithm): EVP_PKEY_decrypt_init(context) == 1 && configure(context, for: algorithm)
        case .derive: EVP_PKEY_derive_init(context) == 1
        }
    }

    private static func configure(_ context: OpaquePointer, for algorithm: SignatureAlgorithm) -> Bool {
        let (hash, length) = (algorithm.hash.function.pointer, Int32(clamping: algorithm.hash.length))
        switch algorithm {
        case .rs256, .rs384, .rs512:
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, hash) == 1
        case .ps256, .ps384, .ps512:
            // RFC 7518 §3.5: the salt is as long as the digest; OpenSSL's defaults are longer or anything at all.
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, hash) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, hash) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, length) == 1
        case .es256, .es384: return EVP_PKEY_CTX_set_signature_md(context, hash) == 1
        case .edDSA, .hs256: return false
        }
    }

    private static func configure(_ context: OpaquePointer, for algorithm: KeyManagementAlgorithm) -> Bool {
        let digest = algorithm == .rsaOAEP256 ? Fetched.sha256 : Fetched.sha1
        guard algorithm == .rsaOAEP256 || algorithm == .rsaOAEP else { return false }
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_oaep_md(context, digest.pointer) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest.pointer) == 1
    }
}
