import FoundationEssentials
import Glibc

/// A folder in which authorities and what they issued survive a restart.
///
/// One file each, written once: a command may issue from the folder while a simulator answers from it.
struct TrustFolder: Sendable {
    let path: String

    /// The text of a file; `nil` when there is none.
    func read(_ name: String) throws(TrustError) -> String? {
        let file = "\(path)/\(name)"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        guard let data = FileManager.default.contents(atPath: file), data.count <= 64 * 1024 else {
            throw TrustError(.damagedFolder, "\(name) cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Writes a file that only its owner may read; `false` when somebody else was first.
    func create(_ name: String, _ text: String) throws(TrustError) -> Bool {
        let file = "\(path)/\(name)"
        let parent = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        do {
            try FileManager.default.createDirectory(
                atPath: parent,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw TrustError(.damagedFolder, "the folder \(parent) cannot be made")
        }
        // Under another name first: whoever sees the file sees all of it.
        let draft = "\(file).\(getpid()).new"
        guard
            FileManager.default.createFile(
                atPath: draft,
                contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw TrustError(.damagedFolder, "\(name) cannot be written") }
        defer { unlink(draft) }
        if link(draft, file) == 0 { return true }
        guard errno == EEXIST else { throw TrustError(.damagedFolder, "\(name) cannot be written") }
        return false
    }

    /// The names of the files in a folder below; none when there is no such folder.
    func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
    }
}
