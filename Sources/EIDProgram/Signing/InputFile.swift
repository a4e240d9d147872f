import ArgumentParser
import EIDSettings
import FoundationEssentials

/// Files that a command is given.
enum InputFile {
    /// More than any document that the broker signs, with its signatures.
    private static let maximumBytes = 512 * 1024 * 1024

    /// The content; what cannot be read is a wrong use of the command.
    static func bytes(_ path: String) throws -> [UInt8] {
        do throws(SmallFile.Unreadable) {
            return try SmallFile.read(path, limit: maximumBytes).bytes
        } catch {
            throw ValidationError("\(path) \(error.reason).")
        }
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
