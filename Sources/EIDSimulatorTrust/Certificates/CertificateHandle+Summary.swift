import COpenSSL

extension CertificateHandle {
    /// Number, names and life, as text.
    func summary() throws(TrustError) -> CertificateSummary {
        CertificateSummary(
            serialNumber: SerialNumber(bytes: OpenSSL.contents(X509_get0_serialNumber(pointer))).text,
            issuer: try Self.text(of: X509_get_issuer_name(pointer)),
            subject: try Self.text(of: X509_get_subject_name(pointer)),
            validFrom: try Self.text(of: X509_get0_notBefore(pointer)),
            validTo: try Self.text(of: X509_get0_notAfter(pointer))
        )
    }

    /// `XN_FLAG_RFC2253`, a macro of too many parts for Swift.
    private static let nameForm = UInt(
        ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_ESC_MSB | ASN1_STRFLGS_UTF8_CONVERT
            | ASN1_STRFLGS_DUMP_UNKNOWN | ASN1_STRFLGS_DUMP_DER | XN_FLAG_SEP_COMMA_PLUS | XN_FLAG_DN_REV
            | XN_FLAG_DUMP_UNKNOWN_FIELDS
    )

    private static func text(of name: OpaquePointer?) throws(TrustError) -> String {
        let text = OpenSSL.writing { X509_NAME_print_ex($0, name, 0, nameForm) < 0 ? 0 : 1 }
        guard let text else { throw OpenSSL.failure("a name cannot be written") }
        return String(decoding: text, as: UTF8.self)
    }

    private static func text(of time: UnsafePointer<ASN1_TIME>?) throws(TrustError) -> String {
        guard let general = ASN1_TIME_to_generalizedtime(time, nil) else { throw OpenSSL.failure("a time is none") }
        defer { ASN1_STRING_free(general) }
        return String(decoding: OpenSSL.contents(general), as: UTF8.self)
    }
}
