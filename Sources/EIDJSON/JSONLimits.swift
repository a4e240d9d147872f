/// How much a document may ask of us before it is refused.
public struct JSONLimits: Sendable {
    /// The longest accepted document, in bytes.
    public var maximumBytes: Int
    /// How deep arrays and objects may nest; the outermost counts as one.
    public var maximumDepth: Int

    /// Creates limits.
    public init(maximumBytes: Int = 64 * 1024, maximumDepth: Int = 16) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    /// For tokens, keys and answers of an upstream: 64 KiB, depth 16.
    public static let token = JSONLimits()
}
