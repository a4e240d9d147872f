import COpenSSL

/// OpenSSL's view of a certificate.
///
/// Unchecked but sendable: an `X509` is reference counted, its caches are filled under a lock and were filled in `init`,
/// and nothing here changes it.
final class X509Handle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(der: [UInt8]) throws(SignatureError) {
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            guard let certificate = d2i_X509(nil, &next, buffer.count) else { return nil }
            guard next == buffer.baseAddress.map({ $0 + buffer.count }) else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
        guard let parsed else { throw OpenSSLError.error(.malformed, "OpenSSL cannot read the certificate") }
        pointer = parsed
        // Fills the caches; the answer for no purpose in particular says whether the extensions can be read.
        guard X509_check_purpose(parsed, -1, 0) == 1 else {
            throw OpenSSLError.error(.malformed, "the certificate's extensions cannot be read")
        }
    }

    deinit { X509_free(pointer) }

    /// SHA-1 over the exact bytes, by which older messages name certificates; it tells them apart and proves nothing.
    func weakFingerprint() throws(SignatureError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 0
        guard X509_digest(pointer, EVP_sha1(), &digest, &count) == 1, count == 20 else {
            throw OpenSSLError.unavailable("no digest")
        }
        return digest
    }
}

/// A stack of certificates, for the calls that want one.
final class X509Stack {
    let pointer: OpaquePointer

    init(_ certificates: some Sequence<Certificate>) throws(SignatureError) {
        guard let stack = eid_certificates_new() else { throw OpenSSLError.unavailable("no stack") }
        pointer = stack
        for certificate in certificates where eid_certificates_push(stack, certificate.handle.pointer) != 1 {
            throw OpenSSLError.unavailable("no room for a certificate")
        }
    }

    deinit { eid_certificates_free(pointer) }
}
