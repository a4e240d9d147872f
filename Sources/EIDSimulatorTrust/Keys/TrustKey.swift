import COpenSSL

/// A private key.
///
/// Unchecked but sendable: OpenSSL counts its references, and it is only read once it was made.
final class TrustKey: @unchecked Sendable {
    enum Kind { case rsa, p256 }

    let pointer: OpaquePointer
    let kind: Kind
    /// The public half, as certificates carry it.
    let publicKeyInfo: [UInt8]

    private init(owning pointer: OpaquePointer) throws(TrustError) {
        self.pointer = pointer
        switch EVP_PKEY_get_base_id(pointer) {
        case EVP_PKEY_RSA where EVP_PKEY_get_bits(pointer) >= 2048: kind = .rsa
        case EVP_PKEY_EC where EVP_PKEY_get_bits(pointer) == 256: kind = .p256
        default:
            EVP_PKEY_free(pointer)
            throw TrustError(.damagedFolder, "a key is neither RSA of 2048 bits nor P-256")
        }
        publicKeyInfo = OpenSSL.encode { i2d_PUBKEY(pointer, $0) }
    }

    deinit { EVP_PKEY_free(pointer) }

    static func generate(_ kind: Kind) throws(TrustError) -> TrustKey {
        guard let key = kind == .rsa ? eid_generate_rsa(2048) : eid_generate_p256() else {
            throw OpenSSL.failure("no key was generated")
        }
        return try TrustKey(owning: key)
    }

    /// Reads the first private key of a PEM text.
    convenience init(pem: String) throws(TrustError) {
        let key = OpenSSL.reading(Array(pem.utf8)) { PEM_read_bio_PrivateKey($0, nil, eid_no_passphrase, nil) }
        guard let key else { throw OpenSSL.failure("there is no private key in PEM", .damagedFolder) }
        try self.init(owning: key)
    }

    /// The key in PEM, without a passphrase.
    func pem() throws(TrustError) -> String {
        let text = OpenSSL.writing { PEM_write_bio_PKCS8PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
        guard let text else { throw OpenSSL.failure("the key cannot be written") }
        return String(decoding: text, as: UTF8.self)
    }

    /// The name of the key: RFC 7093 §2, method 4 over SHA-256, cut to the usual length.
    var identifier: [UInt8] { Array(OpenSSL.sha256(publicKeyInfo).prefix(20)) }

    /// The algorithm of what ``sign(_:)`` returns.
    var signatureAlgorithm: DER {
        switch kind {
        case .rsa: .sequence(.oid("1.2.840.113549.1.1.11"), .null)
        case .p256: .sequence(.oid("1.2.840.10045.4.3.2"))
        }
    }

    /// Signs a message over SHA-256.
    func sign(_ message: [UInt8]) throws(TrustError) -> [UInt8] { try sign(digest: OpenSSL.sha256(message)) }

    /// Signs a SHA-256 digest; with RSA that is PKCS #1 v1.5.
    func sign(digest: [UInt8]) throws(TrustError) -> [UInt8] {
        guard digest.count == 32 else { throw TrustError(.unsuitable, "a SHA-256 digest has 32 bytes") }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else { throw OpenSSL.failure("no context") }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_sign_init(context) == 1, kind == .p256 || eid_choose_pkcs1(context) == 1,
            EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
        else { throw OpenSSL.failure("the key does not sign") }
        var value = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(pointer)))
        var count = value.count
        guard EVP_PKEY_sign(context, &value, &count, digest, digest.count) == 1 else {
            throw OpenSSL.failure("the key did not sign")
        }
        return Array(value.prefix(count))
    }

    /// Signs a structure and wraps it as certificates and lists are: what is signed, the algorithm, the signature.
    func signed(_ contents: DER, also parts: [DER] = []) throws(TrustError) -> [UInt8] {
        let signature = try sign(contents.bytes)
        return DER.sequence([contents, signatureAlgorithm, .bits(signature)] + parts).bytes
    }
}
