import Foundation

/// One source file of the project, as the rules see it.
struct SourceFile {
    /// Path from the project's root, with forward slashes.
    let path: String
    let text: String

    /// The modules that the file imports, with or without an access level or a kind (`import struct A.B`).
    var imports: [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let keyword = words.firstIndex(of: "import") else { return nil }
            let before = words[..<keyword]
            guard before.allSatisfy({ $0.hasPrefix("@") || Self.access.contains(String($0)) }) else { return nil }
            var rest = words[(keyword + 1)...]
            if let kind = rest.first, Self.kinds.contains(String(kind)) { rest = rest.dropFirst() }
            return rest.first?.split(separator: ".").first.map { String($0.filter { $0 != ";" }) }
        }
    }

    /// Lines that are not comments.
    var code: [Substring] {
        text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
    }

    private static let access: Set = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set = ["struct", "class", "enum", "protocol", "func", "let", "var", "typealias"]
}

/// The project's files.
enum SourceTree {
    /// The project's root, found from this file.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every file below a folder whose name ends in one of these.
    static func files(below folder: String, endings: [String] = [".swift"]) throws -> [SourceFile] {
        let base = root.appending(path: folder)
        let paths = FileManager.default.subpaths(atPath: base.path) ?? []
        return try paths.filter { path in
            endings.contains { path.hasSuffix($0) } && !path.contains(".build")
        }
        .sorted()
        .map {
            SourceFile(path: "\(folder)/\($0)", text: try String(contentsOf: base.appending(path: $0), encoding: .utf8))
        }
    }

    /// Every Swift file that ships.
    static func shipped() throws -> [SourceFile] {
        try files(below: "Sources") + files(below: "Plugins") + files(below: "Samples")
    }
}
