import COpenSSL

@testable import EIDSignature

/// A private key of the tests, and the signatures it makes.
final class TestKey: @unchecked Sendable {
    // Unchecked but sendable: only read after `init`.
    private let pointer: OpaquePointer

    init(_ pem: String) throws {
        let text = Array(pem.utf8)
        let bio = try requireNotNil(BIO_new_mem_buf(text, Int32(text.count)))
        defer { BIO_free(bio) }
        pointer = try requireNotNil(PEM_read_bio_PrivateKey(bio, nil, eid_no_passphrase, nil))
    }

    deinit { EVP_PKEY_free(pointer) }

    /// The SubjectPublicKeyInfo.
    var publicDER: [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let count = i2d_PUBKEY(pointer, &start)
        guard count > 0, let start else { return [] }
        defer { CRYPTO_free(start, nil, 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    var isRSA: Bool { EVP_PKEY_get_base_id(pointer) == EVP_PKEY_RSA }

    var scheme: SignatureScheme {
        if isRSA { return SignatureScheme(.rsa, .sha256) }
        return SignatureScheme(.ecdsa, EVP_PKEY_get_bits(pointer) == 384 ? .sha384 : .sha256)
    }

    /// What a remote signer does: a digest goes in, a value comes out.
    func sign(digest: [UInt8], _ scheme: SignatureScheme? = nil, saltLength: Int? = nil) throws -> [UInt8] {
        let scheme = scheme ?? self.scheme
        let context = try requireNotNil(EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil))
        defer { EVP_PKEY_CTX_free(context) }
        var done = EVP_PKEY_sign_init(context) == 1
        switch scheme.family {
        case .rsa:
            done = done && eid_choose_pkcs1(context) == 1
            done = done && EVP_PKEY_CTX_set_signature_md(context, scheme.digest.method) == 1
        case .rsaPSS:
            done = done && eid_choose_pss(context, scheme.digest.method, Int32(saltLength ?? scheme.digest.length)) == 1
        case .ecdsa: break
        }
        var value = [UInt8](repeating: 0, count: 1024)
        var count = value.count
        done = done && EVP_PKEY_sign(context, &value, &count, digest, digest.count) == 1
        return try requireNotNil(done ? Array(value[..<count]) : nil)
    }

    func sign(_ bytes: [UInt8], _ scheme: SignatureScheme? = nil) throws -> [UInt8] {
        try sign(digest: (scheme ?? self.scheme).digest.digest(bytes), scheme)
    }
}

struct MissingValue: Error {}

func requireNotNil<T>(_ value: T?) throws -> T {
    guard let value else { throw MissingValue() }
    return value
}
