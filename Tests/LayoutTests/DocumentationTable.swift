import Foundation

/// A table in a document: the rows below the line that heads it, as texts of cells.
struct DocumentationTable {
    let rows: [[String]]

    /// Reads the table that begins with this line; without one there are no rows.
    init(of document: String, headed head: String) throws {
        let text = try String(contentsOf: SourceTree.root.appending(path: document), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let below = lines.drop { $0 != head }.dropFirst(2)
        rows = below.prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: " | ", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "| ")) }
        }
    }

    /// The cells of one column, without the marks of code.
    func column(_ index: Int) -> [String] {
        rows.map { $0.indices.contains(index) ? $0[index].filter { $0 != "`" } : "" }
    }
}
