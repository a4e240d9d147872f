import COpenSSL

/// A private key of our own, such as that of an organisation's seal.
///
/// Unchecked but sendable: an `EVP_PKEY` is reference counted, and nothing here changes it.
public final class LocalSigningKey: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Reads a private key in PEM without a passphrase.
    public init(pem: String) throws(SignatureError) {
        guard pem.utf8.count <= 64 * 1024 else { throw SignatureError(.malformed, "the PEM is too long") }
        var pem = pem
        let key = pem.withUTF8 { bytes -> OpaquePointer? in
            // The buffer is not copied, so everything about it happens in here.
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
            defer { BIO_free(bio) }
            return PEM_read_bio_PrivateKey_ex(bio, nil, eid_no_passphrase, nil, nil, nil)
        }
        guard let key else { throw OpenSSLError.error(.malformed, "the PEM holds no private key that we can read") }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }

    /// Makes the value of what was prepared, and verifies it: a key that is not the certificate's shows itself here.
    public func value(of toBeSigned: ToBeSigned) throws(SignatureError) -> VerifiedValue {
        try toBeSigned.verified(sign(toBeSigned.digest, toBeSigned.scheme))
    }

    private func sign(_ digest: [UInt8], _ scheme: SignatureScheme) throws(SignatureError) -> [UInt8] {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else {
            throw OpenSSLError.unavailable("no context")
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_sign_init(context) == 1 else { throw unsuitable }
        let isChosen: Bool =
            switch scheme.family {
            case .rsa:
                eid_choose_pkcs1(context) == 1 && EVP_PKEY_CTX_set_signature_md(context, scheme.digest.method) == 1
            case .rsaPSS: eid_choose_pss(context, scheme.digest.method, Int32(scheme.digest.length)) == 1
            case .ecdsa: true
            }
        var count = 0
        guard isChosen, EVP_PKEY_sign(context, nil, &count, digest, digest.count) == 1, count > 0 else {
            throw unsuitable
        }
        var value = [UInt8](repeating: 0, count: count)
        guard EVP_PKEY_sign(context, &value, &count, digest, digest.count) == 1, count <= value.count else {
            throw unsuitable
        }
        return Array(value[..<count])
    }

    private var unsuitable: SignatureError {
        OpenSSLError.error(.certificateUnsuitable, "the key cannot make signatures of this scheme")
    }
}
