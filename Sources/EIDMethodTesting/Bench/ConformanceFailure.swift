/// What a method did that no method may do, in a sentence for the plugin's author.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    public let description: String

    /// Makes a failure.
    public init(_ description: String) { self.description = description }
}

/// Ends a behaviour that has no meaning for a method, with the reason.
struct Inapplicable: Error {
    let reason: String
}
