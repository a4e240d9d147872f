import COpenSSL

/// Whether a signature value belongs to bytes and a certificate's key.
enum ValueCheck {
    /// The value in the form that CMS wants, once it has verified over exactly this digest.
    ///
    /// A salt of PSS is as long as the digest unless parameters beside the value say otherwise; JOSE knows no other (RFC 7518 §3.5).
    static func verified(
        _ value: [UInt8],
        over digest: [UInt8],
        by certificate: Certificate,
        scheme: SignatureScheme,
        saltLength: Int? = nil
    ) throws(SignatureError) -> [UInt8] {
        guard digest.count == scheme.digest.length else {
            throw SignatureError(.digestMismatch, "the digest has \(digest.count) bytes")
        }
        let wrong = SignatureError(.valueInvalid, "the value does not belong to these bytes and this certificate")
        guard certificate.key.kind.fits(scheme.family) else {
            throw SignatureError(.certificateUnsuitable, "the key cannot make signatures of this scheme")
        }
        var value = value
        if let size = certificate.key.kind.fieldSize {
            guard let der = ECDSAValue.der(value, size: size) else { throw wrong }
            value = der
        } else if value.count != certificate.key.kind.modulusLength {
            throw wrong
        }
        guard let key = X509_get0_pubkey(certificate.handle.pointer),
            let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
        else {
            throw OpenSSLError.error(.certificateUnsuitable, "OpenSSL cannot use the certificate's key")
        }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_verify_init(context) == 1, choose(scheme, saltLength, context) else {
            throw OpenSSLError.error(.certificateUnsuitable, "OpenSSL refuses this key for the scheme")
        }
        // Only 1 is a yes: a malformed ECDSA value makes OpenSSL answer -1.
        guard EVP_PKEY_verify(context, value, value.count, digest, digest.count) == 1 else {
            throw OpenSSLError.error(wrong.code, wrong.detail)
        }
        return value
    }

    /// The same for a value that stands in a message: one of ECDSA is DER there (RFC 5753 §7.2), and not two bare numbers.
    static func verifiedInMessage(
        _ value: [UInt8],
        over digest: [UInt8],
        by certificate: Certificate,
        scheme: SignatureScheme,
        saltLength: Int? = nil
    ) throws(SignatureError) -> [UInt8] {
        let form = try verified(value, over: digest, by: certificate, scheme: scheme, saltLength: saltLength)
        guard form == value else {
            throw SignatureError(.valueInvalid, "the value is not written as in a message")
        }
        return value
    }

    private static func choose(_ scheme: SignatureScheme, _ saltLength: Int?, _ context: OpaquePointer) -> Bool {
        let digest = scheme.digest.method
        return switch scheme.family {
        case .rsa: eid_choose_pkcs1(context) == 1 && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        case .rsaPSS: eid_choose_pss(context, digest, Int32(clamping: saltLength ?? scheme.digest.length)) == 1
        case .ecdsa: EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        }
    }
}
