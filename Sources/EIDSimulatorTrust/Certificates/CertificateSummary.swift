/// What a certificate says about itself, in the words of OpenSSL.
package struct CertificateSummary: Hashable, Sendable {
    /// The number in hexadecimal, small letters.
    package let serialNumber: String
    /// The issuer's name as text, the most special part first (RFC 4514).
    package let issuer: String
    /// The holder's name, likewise.
    package let subject: String
    /// The beginning, as `YYYYMMDDHHMMSSZ`.
    package let validFrom: String
    /// The end, likewise.
    package let validTo: String
}

extension CertificateSummary {
    /// Reads a certificate.
    package init(_ certificate: [UInt8]) throws(TrustError) {
        self = try CertificateHandle(der: certificate).summary()
    }
}
