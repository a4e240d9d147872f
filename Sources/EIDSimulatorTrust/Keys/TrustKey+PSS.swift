import COpenSSL

extension TrustKey {
    /// Signs a digest with RSASSA-PSS, with a salt as long as the hash.
    func signPSS(digest: [UInt8], _ hash: TrustHash) throws(TrustError) -> [UInt8] {
        guard digest.count == hash.length, kind == .rsa else {
            throw TrustError(.unsuitable, "the digest or the key is not for RSASSA-PSS with \(hash.rawValue)")
        }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else { throw OpenSSL.failure("no context") }
        defer { EVP_PKEY_CTX_free(context) }
        var value = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(pointer)))
        var count = value.count
        guard EVP_PKEY_sign_init(context) == 1,
            eid_choose_pss(context, hash.method, Int32(clamping: hash.length)) == 1,
            EVP_PKEY_sign(context, &value, &count, digest, digest.count) == 1
        else { throw OpenSSL.failure("the key did not sign") }
        return Array(value.prefix(count))
    }
}

extension IssuedCertificate {
    /// Signs a digest with RSASSA-PSS, with a salt as long as the hash.
    package func signPSS(digest: [UInt8], _ hash: TrustHash) throws(TrustError) -> [UInt8] {
        try key.signPSS(digest: digest, hash)
    }
}
