/// A signature policy that the signer accepted (ETSI EN 319 122-1 §5.2.9).
public struct SignaturePolicy: Codable, Hashable, Sendable {
    /// The policy's identifier, numbers with dots.
    public let identifier: String
    /// The digest algorithm of its document.
    public let digestAlgorithm: DigestAlgorithm
    private let documentDigest: Octets

    /// The digest of its document.
    public var digest: [UInt8] { documentDigest.bytes }

    /// Names a policy by its identifier and the digest of its document.
    public init(identifier: String, digestAlgorithm: DigestAlgorithm, digest: [UInt8]) throws(SignatureError) {
        guard OID(identifier) != nil, digest.count == digestAlgorithm.length else {
            throw SignatureError(.digestMismatch, "the signature policy's identifier or digest is not one")
        }
        self.identifier = identifier
        self.digestAlgorithm = digestAlgorithm
        documentDigest = Octets(digest)
    }

    func attribute() throws(SignatureError) -> CMSAttribute {
        guard let oid = OID(identifier) else {
            throw SignatureError(.malformed, "the signature policy has no identifier")
        }
        return CMSAttribute(
            .signaturePolicy,
            .sequence(.oid(oid), .sequence(digestAlgorithm.identifier, .octets(digest)))
        )
    }
}
