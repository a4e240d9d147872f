import FoundationEssentials

/// A certificate before it is signed.
struct CertificateTemplate {
    var subject: DER
    var publicKeyInfo: [UInt8]
    var notBefore: Date
    var notAfter: Date
    var extensions: [CertificateExtension]

    /// The certificate, version 3 (RFC 5280 §4.1).
    func signed(serial: [UInt8], issuer: DER, by key: TrustKey) throws(TrustError) -> [UInt8] {
        let contents = DER.sequence(
            .explicit(0, .integer(2)),
            .integer(serial),
            key.signatureAlgorithm,
            issuer,
            .sequence(.time(notBefore), .time(notAfter)),
            subject,
            DER(encoded: publicKeyInfo),
            .explicit(3, .sequence(extensions.map(\.der)))
        )
        return try key.signed(contents)
    }
}
