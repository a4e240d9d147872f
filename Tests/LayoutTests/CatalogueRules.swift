import Foundation

/// What a module's documentation catalogue must have: every public type in a list of topics, and examples that compile.
enum CatalogueRules {
    /// Modules that others build on, and whose catalogue is therefore theirs to rely on.
    static let documented = ["EIDBroker", "EIDExternalMethod", "EIDMethod", "EIDMethodOIDC", "EIDMethodTesting"]

    /// The public types that a file declares outside of any other.
    static func publicTypes(in file: SourceFile) -> [String] {
        let declaration =
            #/
            (?:@\w+(?:\([^)]*\))?\s+)*public\s+(?:(?:final|indirect|nonisolated)\s+)*
            (?:struct|enum|class|actor|protocol|typealias)\s+(\w+)
            /#
        return file.text.split(separator: "\n").compactMap { line in
            line.prefixMatch(of: declaration).map { String($0.1) }
        }
    }

    /// The names that stand in the lists below "Topics" of a catalogue's pages.
    static func topics(of pages: [SourceFile]) -> [String] {
        pages.flatMap { page -> [String] in
            guard let heading = page.text.firstRange(of: "\n## Topics\n") else { return [] }
            return page.text[heading.upperBound...].split(separator: "\n").compactMap { line in
                line.wholeMatch(of: #/- ``(\w+)``/#).map { String($0.1) }
            }
        }
    }

    /// Types that stand in no list, names that stand in two, and names of nothing, as sentences.
    static func violations(module: String, sources: [SourceFile], pages: [SourceFile]) -> [String] {
        let types = Set(sources.flatMap(publicTypes))
        let topics = topics(of: pages)
        let listed = Set(topics)
        let twice = Dictionary(grouping: topics) { $0 }.filter { $0.value.count > 1 }.keys
        return types.subtracting(listed).sorted().map { "\(module): \($0) stands in no list of topics" }
            + twice.sorted().map { "\(module): \($0) stands in two lists of topics" }
            + listed.subtracting(types).sorted().map { "\(module): the topic \($0) is no public type" }
    }

    /// The examples in Swift that stand on a page, as lines without indentation.
    static func examples(in page: SourceFile) -> [[Substring]] {
        var examples: [[Substring]] = []
        var current: [Substring]?
        for line in page.text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = current { examples.append(lines) }
                current = current == nil && line == "```swift" ? [] : nil
            } else {
                current?.append(line)
            }
        }
        return examples.map { bare($0) }
    }

    /// Whether a source has these lines in a row, however far they are indented there.
    static func holds(_ example: [Substring], in source: SourceFile) -> Bool {
        guard let first = example.first else { return true }
        let lines = bare(source.text.split(separator: "\n"))
        return lines.indices.contains { start in
            lines[start] == first && lines[start...].starts(with: example)
        }
    }

    private static func bare(_ lines: [Substring]) -> [Substring] {
        lines.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
    }
}
