/// Exactly what a signer puts their key to: the bytes, their digest and the certificate the value must fit.
///
/// It is stored between the two legs of a remote signature; the bytes are never built a second time.
public struct ToBeSigned: Codable, Hashable, Sendable {
    private let data: Octets?
    private let hash: Octets
    private let certificate: Octets
    /// How the value is made.
    public let scheme: SignatureScheme

    /// The bytes that were hashed; `nil` for a digest that somebody else brought.
    public var bytes: [UInt8]? { data?.bytes }
    /// The digest that goes to the signer, of the scheme's algorithm.
    public var digest: [UInt8] { hash.bytes }
    /// The certificate, as DER.
    public var certificateDER: [UInt8] { certificate.bytes }

    init(_ bytes: [UInt8], _ certificate: Certificate, _ scheme: SignatureScheme) throws(SignatureError) {
        guard certificate.key.kind.fits(scheme.family) else {
            throw SignatureError(.certificateUnsuitable, "the signer's key cannot make signatures of this scheme")
        }
        data = Octets(bytes)
        hash = Octets(try scheme.digest.digest(bytes))
        self.certificate = Octets(certificate.der)
        self.scheme = scheme
    }

    /// A digest that a client brought: the value will sign whatever it stands for, which nobody here has seen.
    public init(digest: [UInt8], certificate: Certificate, scheme: SignatureScheme) throws(SignatureError) {
        guard certificate.key.kind.fits(scheme.family) else {
            throw SignatureError(.certificateUnsuitable, "the signer's key cannot make signatures of this scheme")
        }
        guard digest.count == scheme.digest.length else {
            throw SignatureError(.digestMismatch, "the digest has \(digest.count) bytes")
        }
        data = nil
        hash = Octets(digest)
        self.certificate = Octets(certificate.der)
        self.scheme = scheme
    }

    /// Accepts a value only if the certificate's key made it over exactly what was prepared.
    ///
    /// ECDSA values may come as r‖s or as DER.
    public func verified(_ value: [UInt8]) throws(SignatureError) -> VerifiedValue {
        let certificate = try Certificate(der: certificateDER)
        // What was stored is believed no more than the bytes themselves.
        if let bytes, try scheme.digest.digest(bytes) != digest {
            throw SignatureError(.digestMismatch, "the stored digest is not that of the stored bytes")
        }
        let value = try ValueCheck.verified(
            value,
            over: digest,
            by: certificate,
            scheme: scheme
        )
        return VerifiedValue(value, certificate, for: self)
    }
}
