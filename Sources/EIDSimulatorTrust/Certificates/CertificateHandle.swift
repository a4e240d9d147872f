import COpenSSL

/// OpenSSL's view of a certificate.
///
/// Unchecked but sendable: reference counted, its caches are filled under a lock, and nothing here changes it.
final class CertificateHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(der: [UInt8]) throws(TrustError) {
        guard let certificate = OpenSSL.decode(der, { d2i_X509(nil, $0, $1) }, free: { X509_free($0) }) else {
            throw OpenSSL.failure("a certificate cannot be read", .damagedFolder)
        }
        pointer = certificate
    }

    deinit { X509_free(pointer) }

    /// Reads the first certificate of a PEM text.
    static func der(inPEM text: String) throws(TrustError) -> [UInt8] {
        let der = OpenSSL.reading(Array(text.utf8)) { bio -> [UInt8]? in
            guard let certificate = PEM_read_bio_X509(bio, nil, eid_no_passphrase, nil) else { return nil }
            defer { X509_free(certificate) }
            return OpenSSL.encode { i2d_X509(certificate, $0) }
        }
        guard let der else { throw OpenSSL.failure("there is no certificate in PEM", .damagedFolder) }
        return der
    }

    /// The certificate in PEM.
    func pem() throws(TrustError) -> String {
        guard let text = OpenSSL.writing({ PEM_write_bio_X509($0, pointer) }) else {
            throw OpenSSL.failure("the certificate cannot be written")
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whose certificate it is.
    var subject: DER { DER(encoded: OpenSSL.encode { i2d_X509_NAME(X509_get_subject_name(pointer), $0) }) }

    /// Whether a key belongs to it.
    func belongs(to key: TrustKey) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(pointer, key.pointer) == 1
    }

    /// Whether a key has signed it.
    func isSigned(by key: TrustKey) -> Bool {
        defer { ERR_clear_error() }
        return X509_verify(pointer, key.pointer) == 1
    }
}
