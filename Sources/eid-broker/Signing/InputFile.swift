import ArgumentParser
import FoundationEssentials

/// Files that a command is given.
enum InputFile {
    /// More than any document that the broker signs, with its signatures.
    private static let maximumBytes = 512 * 1024 * 1024

    /// The content; what cannot be read is a wrong use of the command.
    static func bytes(_ path: String) throws -> [UInt8] {
        let url = URL(filePath: path)
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("There is no file \(path).")
        }
        guard !isFolder else { throw ValidationError("\(path) is a folder, not a file.") }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64) ?? 0
        guard size <= maximumBytes else { throw ValidationError("\(path) is larger than \(maximumBytes >> 20) MB.") }
        do { return Array(try Data(contentsOf: url)) } catch { throw ValidationError("\(path) cannot be read.") }
    }

    /// The content as text.
    static func text(_ path: String) throws -> String {
        guard let text = String(validating: try bytes(path), as: UTF8.self) else {
            throw ValidationError("\(path) is not a text file.")
        }
        return text
    }

    /// The last part of a path.
    static func name(_ path: String) -> String { URL(filePath: path).lastPathComponent }
}
