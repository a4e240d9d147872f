/// A certificate that was issued, with its key.
package struct IssuedCertificate: Sendable {
    /// The certificate.
    package let certificate: [UInt8]
    /// The certificate, its issuer's and so on up to the root.
    package let chain: [[UInt8]]
    /// Its number.
    package let serial: SerialNumber
    let key: TrustKey

    init(_ certificate: [UInt8], chain: [[UInt8]], serial: SerialNumber, key: TrustKey) {
        self.certificate = certificate
        self.chain = [certificate] + chain
        self.serial = serial
        self.key = key
    }

    /// Signs a SHA-256 digest with RSASSA-PKCS1-v1_5; anything but 32 bytes is refused.
    package func sign(digest: [UInt8]) throws(TrustError) -> [UInt8] { try key.sign(digest: digest) }

    /// The private key in PEM, without a passphrase.
    package func privateKeyPEM() throws(TrustError) -> String { try key.pem() }

    /// The certificates of the chain in PEM, each by itself.
    package func certificatesPEM() throws(TrustError) -> [String] {
        try chain.map { certificate throws(TrustError) in try CertificateHandle(der: certificate).pem() }
    }

    /// The chain in PEM, the certificate first.
    package func chainPEM() throws(TrustError) -> String { try certificatesPEM().joined() }
}
