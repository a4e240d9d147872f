import COpenSSL

/// The name by which a client certificate calls its holder: the one common name of its subject.
enum ClientCertificateName {
    /// Reads the name; `nil` where there is none, or more than one.
    static func read(certificate der: [UInt8]) -> String? {
        defer { ERR_clear_error() }
        let certificate = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var next = buffer.baseAddress
            return d2i_X509(nil, &next, buffer.count)
        }
        guard let certificate else { return nil }
        defer { X509_free(certificate) }
        let subject = X509_get_subject_name(certificate)
        let index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
        // Two names would let a partner choose which one counts.
        guard index >= 0, X509_NAME_get_index_by_NID(subject, NID_commonName, index) < 0,
            let entry = X509_NAME_get_entry(subject, index),
            let value = X509_NAME_ENTRY_get_data(entry)
        else { return nil }
        var start: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&start, value)
        guard count >= 0, let start else { return nil }
        defer { CRYPTO_free(start, nil, 0) }
        return String(validating: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }
}
