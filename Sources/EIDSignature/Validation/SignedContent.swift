/// The content that a signature should cover.
public enum SignedContent: Sendable {
    /// It stands inside the message.
    case enveloped
    /// It is at hand.
    case bytes([UInt8])
    /// Only its digests are at hand, as for a PDF without its signature.
    case digests([DigestAlgorithm: [UInt8]])

    func digest(_ algorithm: DigestAlgorithm, of message: SignedData) throws(SignatureError) -> [UInt8] {
        // A message with content inside is not judged over other content: its reader would see the one inside.
        switch (self, message.content) {
        case (.enveloped, .some(let content)): return try algorithm.digest(content)
        case (.bytes(let bytes), nil): return try algorithm.digest(bytes)
        case (.digests(let digests), nil):
            guard let digest = digests[algorithm], digest.count == algorithm.length else {
                throw SignatureError(.digestMismatch, "there is no \(algorithm.rawValue) digest of the content")
            }
            return digest
        case (.enveloped, nil): throw SignatureError(.contentChanged, "the content is not inside the message")
        case (_, .some): throw SignatureError(.contentChanged, "the message carries content of its own")
        }
    }
}
