/// A verified path: a certificate, its issuers and the anchor.
public struct CertificatePath: Hashable, Sendable {
    /// From the certificate itself to the anchor.
    public let certificates: [Certificate]

    /// The issuers between the certificate and the anchor.
    public var intermediates: [Certificate] { Array(certificates.dropFirst().dropLast()) }

    /// Each certificate below the anchor with its issuer: those whose revocation matters.
    public var links: [(certificate: Certificate, issuer: Certificate)] {
        zip(certificates, certificates.dropFirst()).map { ($0, $1) }
    }
}
