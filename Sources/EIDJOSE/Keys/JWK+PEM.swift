import COpenSSL

extension JWK {
    /// Reads a PEM key: PKCS#8, PKCS#1 or SEC 1 if private, SPKI if public; without a name it is called by its thumbprint.
    ///
    /// A key under a passphrase is refused; nothing is ever asked on a terminal.
    public init(
        pem: String,
        keyID: String? = nil,
        use: KeyUse? = nil,
        algorithm: KeyAlgorithm? = nil
    ) throws(JOSEError) {
        let isPrivate = pem.contains("PRIVATE KEY-----")
        guard pem.utf8.count <= 64 * 1024 else { throw JOSEError(.malformed, "the PEM is too long") }
        var pem = pem
        let key = pem.withUTF8 { bytes -> OpaquePointer? in
            // The buffer is not copied, so everything about it happens in here.
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
            defer { BIO_free(bio) }
            return isPrivate
                ? PEM_read_bio_PrivateKey_ex(bio, nil, eid_no_passphrase, nil, nil, nil)
                : PEM_read_bio_PUBKEY_ex(bio, nil, eid_no_passphrase, nil, nil, nil)
        }
        guard let key else { throw OpenSSLFailure.unsuitable("the PEM holds no key we can read without a passphrase") }
        let imported = PKey(owning: key)
        let material = try KeyMaterial(Self.type(of: imported), imported, isPrivate: isPrivate)
        try self.init(material, keyID: keyID ?? material.thumbprint, use: use, algorithm: algorithm)
    }

    private static func type(of key: PKey) throws(JOSEError) -> KeyType {
        if EVP_PKEY_is_a(key.pointer, "RSA") == 1 { return .rsa }
        if EVP_PKEY_is_a(key.pointer, "ED25519") == 1 { return .ed25519 }
        if EVP_PKEY_is_a(key.pointer, "X25519") == 1 { return .x25519 }
        var name = [CChar](repeating: 0, count: 32)
        var count = 0
        if EVP_PKEY_is_a(key.pointer, "EC") == 1,
            EVP_PKEY_get_group_name(key.pointer, &name, name.count, &count) == 1,
            name.prefix(count).elementsEqual("prime256v1".utf8.map { CChar(bitPattern: $0) })
        {
            return .p256
        }
        throw OpenSSLFailure.unsuitable("the PEM's key is not RSA, P-256, Ed25519 or X25519")
    }

    /// The public key as SPKI.
    public func publicPEM() throws(JOSEError) -> String {
        try written { PEM_write_bio_PUBKEY($0, $1) }
    }

    /// The private key as PKCS#8 without a passphrase.
    public func privatePEM() throws(JOSEError) -> String {
        guard isPrivate else { throw JOSEError(.unsuitableKey, "the key is public") }
        return try written { PEM_write_bio_PKCS8PrivateKey($0, $1, nil, nil, 0, nil, nil) }
    }

    private func written(_ write: (OpaquePointer, OpaquePointer) -> Int32) throws(JOSEError) -> String {
        guard case .key(let key) = material.secret else {
            throw JOSEError(.unsuitableKey, "a symmetric key has no PEM form")
        }
        // Secure memory is wiped when the BIO is freed.
        guard let bio = BIO_new(BIO_s_secmem()) else { throw OpenSSLFailure.unavailable("no memory") }
        defer { BIO_free(bio) }
        var start: UnsafeMutablePointer<CChar>?
        guard write(bio, key.pointer) == 1, case let count = eid_bio_bytes(bio, &start), count > 0, let start else {
            throw OpenSSLFailure.unavailable("the key cannot be written")
        }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
}
