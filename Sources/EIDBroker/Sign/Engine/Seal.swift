import EIDSignature
import FoundationEssentials

/// The organisation's seal while it holds: a certificate that was found fit, and its key.
struct Seal: Sendable {
    /// The certificate, found fit.
    let certificate: SignerCertificate
    /// When every certificate on its path is in force: outside of it, the seal is found fit anew or is none.
    let lifetime: ClosedRange<Date>
    private let key: LocalSigningKey

    init(
        _ certificates: [Certificate],
        key: LocalSigningKey,
        by fitness: CertificateFitness,
        at now: Date
    ) throws(SigningFailure) {
        let (signer, path) = try fitness.seal(certificates, at: now)
        certificate = signer
        lifetime = path.lifetime(around: now)
        self.key = key
    }

    /// The value over a digest of the certificate's own algorithm, for what is not a document, such as evidence.
    func value(over digest: [UInt8]) throws(SigningFailure) -> SignatureValue {
        let leaf = try certificate.leaf()
        let toBeSigned = try SigningFailure.mapping(unreadable: .internalError) { () throws(SignatureError) in
            try ToBeSigned(digest: digest, certificate: leaf, scheme: certificate.scheme)
        }
        return try value(of: toBeSigned)
    }

    /// The value of something prepared for this seal; about a third of a millisecond for RSA.
    func value(of toBeSigned: ToBeSigned) throws(SigningFailure) -> SignatureValue {
        try SigningFailure.mapping(all: .internalError) { () throws(SignatureError) in
            SignatureValue(bytes: Data(try key.value(of: toBeSigned).value))
        }
    }
}

extension CertificatePath {
    /// From when to when every certificate is in force, for a path that holds at a moment.
    func lifetime(around moment: Date) -> ClosedRange<Date> {
        let start = certificates.map(\.notBefore).max() ?? moment
        let end = certificates.map(\.notAfter).min() ?? moment
        return min(start, moment)...max(end, moment)
    }
}
