import EIDSignature
import FoundationEssentials

/// The organisation's seal: a certificate whose key is here.
struct Seal: Sendable {
    /// The certificate, found fit when the broker started.
    let certificate: SignerCertificate
    private let key: LocalSigningKey

    init(certificate: SignerCertificate, key: LocalSigningKey) {
        self.certificate = certificate
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
