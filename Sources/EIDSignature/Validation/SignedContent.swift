/// The content that a signature should cover.
public enum SignedContent: Sendable {
    /// It stands inside the message.
    case enveloped
    /// It is at hand.
    case bytes([UInt8])
    /// Only its digests are at hand, as for a PDF without its signature.
    case digests([DigestAlgorithm: [UInt8]])

    /// The digest of content that is outside of whatever vouches for it.
    func digest(_ algorithm: DigestAlgorithm) throws(SignatureError) -> [UInt8] {
        switch self {
        case .enveloped: throw SignatureError(.contentChanged, "the content is not inside the message")
        case .bytes(let bytes): return try algorithm.digest(bytes)
        case .digests(let digests):
            guard let digest = digests[algorithm], digest.count == algorithm.length else {
                throw SignatureError(.digestMismatch, "there is no \(algorithm.rawValue) digest of the content")
            }
            return digest
        }
    }

    func digest(_ algorithm: DigestAlgorithm, of message: SignedData) throws(SignatureError) -> [UInt8] {
        guard let content = message.content else { return try digest(algorithm) }
        // A message with content inside is not judged over other content: its reader would see the one inside.
        guard case .enveloped = self else {
            throw SignatureError(.contentChanged, "the message carries content of its own")
        }
        return try algorithm.digest(content)
    }
}
