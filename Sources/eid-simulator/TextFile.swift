import FoundationEssentials

/// Text files of the command line.
enum TextFile {
    /// A file that could not be read, in a sentence.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a whole file.
    static func read(_ path: String) throws(Unreadable) -> String {
        do { return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw Unreadable(description: "\(path) \(isThere ? "cannot be read" : "does not exist")")
        }
    }

    /// Another file named in a settings file, relative to that file.
    static func path(_ name: String, besides file: String) -> String {
        if name.hasPrefix("/") { return name }
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// Writes a file that only its owner may read.
    static func writePrivately(_ text: String, to path: String) throws {
        // Permissions first: between creation and a later change everyone could read it.
        guard
            FileManager.default.createFile(
                atPath: path,
                contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
