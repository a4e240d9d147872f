/// How much a document may ask of us before it is refused.
public struct JSONLimits: Sendable {
    /// The longest accepted document, in bytes.
    public var maximumBytes: Int
    /// How deep arrays and objects may nest; the outermost counts as one.
    public var maximumDepth: Int

    /// How many values there may be, in arrays and objects of all depths: each takes far more room than the two bytes in which it
    /// can be written.
    public var maximumValues: Int

    /// Creates limits.
    public init(maximumBytes: Int = 64 * 1024, maximumDepth: Int = 16, maximumValues: Int = 250_000) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
        self.maximumValues = maximumValues
    }

    /// For tokens, keys and answers of an upstream: 64 KiB, depth 16.
    public static let token = JSONLimits()
}
