import Yams

/// Why a file could not be read as settings at all.
package struct SettingsSyntaxError: Error, Sendable, Equatable {
    /// The line, counted from 1; 0 when the whole file is meant.
    package let line: Int
    /// What is wrong, as the end of a sentence.
    package let message: String

    package init(line: Int, _ message: String) {
        self.line = line
        self.message = message
    }

    /// Says what the YAML reader found, without quoting the file: the line may hold a secret that does not belong there.
    init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, "is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(line: context.mark.line, "has a key twice: \(duplicates.joined(separator: ", "))")
        default:
            self.init(line: 0, "cannot be read as YAML")
        }
    }
}
