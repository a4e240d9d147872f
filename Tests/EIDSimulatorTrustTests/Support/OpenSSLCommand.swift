import Foundation

/// The `openssl` command as a judge of what the trust service writes: other code than the calls we make.
final class OpenSSLCommand {
    /// What a command said.
    struct Verdict: Error, CustomStringConvertible {
        let status: Int32
        let output: String

        var description: String { "status \(status): \(output)" }

        func says(_ text: String) -> Bool { output.contains(text) }
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("eid-trust-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    /// Runs the command, with arguments written as on a command line.
    func run(_ line: String, _ files: String...) throws -> Verdict {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        // `@` stands for the next file.
        var files = files[...]
        process.arguments = line.split(separator: " ").map { $0 == "@" ? files.popFirst() ?? "" : String($0) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Verdict(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
    }
}
