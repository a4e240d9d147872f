import COpenSSL

extension Certificate {
    /// Whether a value is one of RSASSA-PSS over a digest: MGF1 with the same hash, a salt as long as the hash, trailer 0xBC.
    package func verifiesPSS(_ value: [UInt8], over digest: [UInt8], _ hash: PSSHash) -> Bool {
        defer { ERR_clear_error() }
        guard digest.count == hash.length, key.kind.fits(.rsaPSS), value.count == key.kind.modulusLength,
            let key = X509_get0_pubkey(handle.pointer), let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        else { return false }
        defer { EVP_PKEY_CTX_free(context) }
        return EVP_PKEY_verify_init(context) == 1
            && eid_choose_pss(context, hash.method, Int32(clamping: hash.length)) == 1
            && EVP_PKEY_verify(context, value, value.count, digest, digest.count) == 1
    }
}
