import COpenSSL

/// What OpenSSL alone needs for the same work: contexts that live for ever, no tokens, no base64, no checks.
final class RawEVP {
    private let key: OpaquePointer
    private let peer: OpaquePointer
    private let sha256 = EVP_MD_fetch(nil, "SHA256", nil)
    private let aes = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)
    private var operation: OpaquePointer?
    private var generation: OpaquePointer?
    private var output = [UInt8](repeating: 0, count: 1024)
    private var digest = [UInt8](repeating: 0, count: 32)
    private var signature: [UInt8] = []

    init(rsa: Bool) {
        key = rsa ? eid_generate_rsa(2048) : eid_generate_p256()
        peer = eid_generate_p256()
    }

    func prepareSigning() {
        operation = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        check(EVP_PKEY_sign_init(operation))
        check(EVP_PKEY_CTX_set_signature_md(operation, sha256))
    }

    func prepareVerifying(_ message: [UInt8]) {
        prepareSigning()
        sign(message)
        EVP_PKEY_CTX_free(operation)
        operation = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        check(EVP_PKEY_verify_init(operation))
        check(EVP_PKEY_CTX_set_signature_md(operation, sha256))
    }

    func sign(_ message: [UInt8]) {
        check(EVP_Digest(message, message.count, &digest, nil, sha256, nil))
        var count = output.count
        check(EVP_PKEY_sign(operation, &output, &count, digest, 32))
        signature = Array(output[..<count])
    }

    func verify(_ message: [UInt8]) {
        check(EVP_Digest(message, message.count, &digest, nil, sha256, nil))
        check(EVP_PKEY_verify(operation, signature, signature.count, digest, 32))
    }

    func prepareDecrypting() {
        let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        check(EVP_PKEY_encrypt_init(context))
        check(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING))
        var count = output.count
        check(EVP_PKEY_encrypt(context, &output, &count, digest, 32))
        signature = Array(output[..<count])
        EVP_PKEY_CTX_free(context)
        operation = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        check(EVP_PKEY_decrypt_init(operation))
        check(EVP_PKEY_CTX_set_rsa_padding(operation, RSA_PKCS1_OAEP_PADDING))
    }

    func decrypt(_ message: [UInt8]) {
        var count = output.count
        check(EVP_PKEY_decrypt(operation, &output, &count, signature, signature.count))
        encryptContent(message)
    }

    func prepareAgreeing() {
        generation = EVP_PKEY_CTX_new_from_name(nil, "EC", nil)
        check(EVP_PKEY_keygen_init(generation))
        check(EVP_PKEY_CTX_set_group_name(generation, "P-256"))
    }

    func agree(_ message: [UInt8]) {
        var own: OpaquePointer?
        check(EVP_PKEY_generate(generation, &own))
        let context = EVP_PKEY_CTX_new_from_pkey(nil, own, nil)
        check(EVP_PKEY_derive_init(context))
        check(EVP_PKEY_derive_set_peer_ex(context, peer, 0))
        var count = output.count
        check(EVP_PKEY_derive(context, &output, &count))
        EVP_PKEY_CTX_free(context)
        EVP_PKEY_free(own)
        check(EVP_Digest(output, 100, &digest, nil, sha256, nil))
        encryptContent(message)
    }

    private func encryptContent(_ message: [UInt8]) {
        let context = EVP_CIPHER_CTX_new()
        var count: Int32 = 0
        check(EVP_EncryptInit_ex2(context, aes, digest, output, nil))
        check(EVP_EncryptUpdate(context, &output, &count, message, Int32(message.count)))
        check(EVP_EncryptFinal_ex(context, &output, &count))
        EVP_CIPHER_CTX_free(context)
    }

    private func check(_ result: Int32) {
        precondition(result == 1, "OpenSSL failed")
    }
}
