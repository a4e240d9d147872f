/// Everything that is wrong with a simulator's settings, each with its path.
public struct SettingsProblem: Error, Sendable, CustomStringConvertible {
    /// The problems, as `clients[0].id  is missing`.
    public let problems: [String]

    /// Makes an error.
    public init(_ problems: [String]) { self.problems = problems }

    /// One problem a line.
    public var description: String { problems.joined(separator: "\n") }
}
