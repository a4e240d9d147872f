import COpenSSL

extension RevocationList {
    /// Refuses a list that is not this issuer's, whatever it is about.
    package func verify(by issuer: Certificate) throws(SignatureError) {
        guard self.issuer.der == issuer.subject.der else {
            throw SignatureError(.revocationUnavailable, "the revocation list comes from another issuer")
        }
        if let usage = issuer.extensions.keyUsage, !usage.contains(.listSigning) {
            throw SignatureError(.revocationUnavailable, "the issuer's key must not sign revocation lists")
        }
        let list: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            return d2i_X509_CRL(nil, &next, buffer.count)
        }
        guard let list else { throw OpenSSLError.error(.malformed, "OpenSSL cannot read the revocation list") }
        defer { X509_CRL_free(list) }
        guard let key = X509_get0_pubkey(issuer.handle.pointer), X509_CRL_verify(list, key) == 1 else {
            throw OpenSSLError.error(.revocationUnavailable, "the revocation list is not signed by its issuer")
        }
    }
}
