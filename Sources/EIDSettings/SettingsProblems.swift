public import EIDMethod

/// Everything wrong with a settings file, in the order of the file.
public struct SettingsProblems: Error, Sendable, CustomStringConvertible {
    /// One problem and its line; 0 when the line is not known.
    public struct Problem: Sendable, Hashable {
        /// Where and what.
        public let issue: ConfigurationIssue
        /// The line, counted from 1.
        public let line: Int
    }

    /// The file, as the operator named it.
    public let file: String
    /// Every problem.
    public let problems: [Problem]

    init(file: String, issues: [ConfigurationIssue], lines: [String: Int]) {
        self.file = file
        let placed = issues.map { Problem(issue: $0, line: Self.line(of: $0.path, in: lines)) }
        var seen: Set<Problem> = []
        problems = placed.filter { seen.insert($0).inserted }
            .sorted { ($0.line, $0.issue.path) < ($1.line, $1.issue.path) }
    }

    /// Paths and messages only.
    public var issues: [ConfigurationIssue] { problems.map(\.issue) }

    /// One text per problem: `FILE:LINE: PATH  MESSAGE`, as editors and CI read it.
    public var lines: [String] {
        problems.map { problem in
            let place = problem.line > 0 ? "\(file):\(problem.line)" : file
            return problem.issue.path.isEmpty
                ? "\(place): \(problem.issue.message)" : "\(place): \(problem.issue)"
        }
    }

    /// One line per problem.
    public var description: String { lines.joined(separator: "\n") }

    /// The line of a path, or of the nearest place above it: a missing key has no line of its own.
    static func line(of path: String, in lines: [String: Int]) -> Int {
        var path = path[...]
        while true {
            if let line = lines[String(path)] { return line }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return lines[""] ?? 0 }
            path = path[..<end]
        }
    }
}
