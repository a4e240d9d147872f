package import EIDMethod
import Glibc

/// Where secrets come from: files beside the settings file, and the environment.
package struct SecretSource: Sendable {
    /// The folder that relative paths start from.
    package let folder: String
    /// The environment's variables.
    package let environment: [String: String]
    /// The largest secret taken: a PEM key or a key set, never a data file named by mistake.
    package static let maximumBytes = 64 * 1024

    package init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// Why there is no secret, as the end of a sentence.
    package struct Absence: Error {
        package let message: String
    }

    /// A secret, and what the operator should know about the file that it came from.
    package struct Found: Sendable {
        package let secret: Secret<String>
        package let warning: String?
    }

    /// Reads the secret that a node names with `{ file: PATH }` or `{ environment: NAME }`.
    package func read(_ node: SettingsNode) throws(Absence) -> Found {
        switch try Self.place(node) {
        case .file(let path): return try file(path)
        case .environment(let name): return try variable(name)
        }
    }

    /// Where a secret is said to be.
    package enum Place: Sendable, Equatable {
        case file(String)
        case environment(String)
    }

    /// What a node names, without reading it.
    package static func place(_ node: SettingsNode) throws(Absence) -> Place {
        guard case .section(let members) = node.content, members.count == 1, let member = members.first,
            let name = member.value.text, !name.isEmpty
        else {
            throw Absence(message: "must name a secret, not hold it: { file: PATH } or { environment: NAME }")
        }
        switch member.key {
        case "file": return .file(name)
        case "environment": return .environment(name)
        default: throw Absence(message: "must be { file: PATH } or { environment: NAME }, not \(member.key)")
        }
    }

    /// A path as the settings file writes it, seen from the settings file.
    package func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// Reads the file that a node names with `{ file: PATH }`, which is no secret and may be larger than one.
    package func content(of node: SettingsNode, limit: Int) throws(Absence) -> [UInt8] {
        guard case .section(let members) = node.content, members.count == 1, members[0].key == "file",
            let path = members[0].value.text, !path.isEmpty
        else { throw Absence(message: "must name a file: { file: PATH }") }
        do throws(SmallFile.Unreadable) {
            return try SmallFile.read(resolve(path), limit: limit).bytes
        } catch {
            throw Absence(message: "names the file \(path), which \(error.reason)")
        }
    }

    private func variable(_ name: String) throws(Absence) -> Found {
        guard let value = environment[name] else {
            throw Absence(message: "names the variable \(name), which is not set")
        }
        let secret = Self.withoutEnd(value)
        guard !secret.isEmpty else { throw Absence(message: "names the variable \(name), which is empty") }
        return Found(secret: Secret(secret), warning: nil)
    }

    /// Editors and `openssl rand` end a file with a line break that is no part of a secret, also where it becomes a variable.
    private static func withoutEnd(_ text: String) -> String {
        String(text.reversed().drop(while: \.isNewline).reversed())
    }

    private func file(_ path: String) throws(Absence) -> Found {
        let bytes: [UInt8]
        let mode: mode_t
        do throws(SmallFile.Unreadable) {
            (bytes, mode) = try SmallFile.read(resolve(path), limit: Self.maximumBytes)
        } catch {
            throw Absence(message: "names the file \(path), which \(error.reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw Absence(message: "names the file \(path), which is not UTF-8 text")
        }
        let secret = Self.withoutEnd(text)
        guard !secret.isEmpty else { throw Absence(message: "names the file \(path), which is empty") }
        let isPublic = secret.hasPrefix("{") || secret.hasPrefix("-----BEGIN PUBLIC")
        let isExposed = mode & S_IROTH != 0 && !isPublic
        return Found(
            secret: Secret(secret),
            warning: isExposed ? "names the file \(path), which everyone on this machine can read: chmod o-r" : nil
        )
    }
}
