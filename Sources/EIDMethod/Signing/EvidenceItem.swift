public import FoundationEssentials

/// Something an upstream said, kept as it was received, with what verifies it.
///
/// It goes into the evidence of a signing, where it is sealed; it holds personal data and must never be logged.
public struct EvidenceItem: Sendable, Codable, Hashable {
    /// What it is, such as `id_token`, `userinfo` or `signature`.
    public let kind: String
    /// Its media type, such as `application/jwt`.
    public let mediaType: String
    /// The bytes as received; a token without its encryption.
    public let content: Data
    /// What verifies it: for a token a key set (`application/jwk-set+json`), for a signature of XML or of a text the
    /// certificates at which its path ends (`application/x-pem-file`); or nothing.
    public let keys: Data?
    /// The random value that, hashed in front of `MethodRequest.commitment`, gives the nonce in what is signed.
    public let nonceSalt: Data?

    /// Makes an item.
    public init(kind: String, mediaType: String, content: Data, keys: Data? = nil, nonceSalt: Data? = nil) {
        self.kind = kind
        self.mediaType = mediaType
        self.content = content
        self.keys = keys
        self.nonceSalt = nonceSalt
    }
}
