import COpenSSL

/// Whether a signature value belongs to bytes and a certificate's key.
enum ValueCheck {
    /// The value in the form that CMS wants, once it has verified over exactly these bytes.
    static func verified(
        _ value: [UInt8],
        over bytes: [UInt8],
        key: CertificateKey,
        handle: X509Handle,
        scheme: SignatureScheme
    ) throws(SignatureError) -> [UInt8] {
        let wrong = SignatureError(.valueInvalid, "the value does not belong to these bytes and this certificate")
        guard key.kind.fits(scheme.family) else {
            throw SignatureError(.certificateUnsuitable, "the key cannot make signatures of this scheme")
        }
        var value = value
        if let size = key.kind.fieldSize {
            guard let der = ECDSAValue.der(value, size: size) else { throw wrong }
            value = der
        } else if value.count != key.kind.modulusLength {
            throw wrong
        }
        guard let context = EVP_MD_CTX_new() else { throw OpenSSLError.unavailable("no context") }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard let key = X509_get0_pubkey(handle.pointer),
            EVP_DigestVerifyInit(context, &keyContext, scheme.digest.method, nil, key) == 1, let keyContext,
            choose(scheme, keyContext)
        else { throw OpenSSLError.error(.certificateUnsuitable, "OpenSSL refuses this key for the scheme") }
        // Only 1 is a yes: a malformed ECDSA value makes OpenSSL answer -1.
        guard EVP_DigestVerify(context, value, value.count, bytes, bytes.count) == 1 else {
            throw OpenSSLError.error(wrong.code, wrong.detail)
        }
        return value
    }

    private static func choose(_ scheme: SignatureScheme, _ context: OpaquePointer) -> Bool {
        switch scheme.family {
        case .rsa: eid_choose_pkcs1(context) == 1
        case .rsaPSS: eid_choose_pss(context, scheme.digest.method, Int32(clamping: scheme.digest.length)) == 1
        case .ecdsa: true
        }
    }
}
