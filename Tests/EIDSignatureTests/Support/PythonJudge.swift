import Foundation

/// Libraries that others wrote, each behind a script, and what they say of our XML and tokens.
enum PythonJudge {
    static func answer(_ script: String, _ arguments: [String], files: [String: [UInt8]] = [:]) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("eid-judge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = root.appending(path: ".venv/bin/python")
        process.arguments = [tests.appending(path: "Judges/\(script)").path] + arguments
        process.currentDirectoryURL = folder
        let (said, complained) = (Pipe(), folder.appendingPathComponent("errors"))
        try Data().write(to: complained)
        process.standardOutput = said
        process.standardError = try FileHandle(forWritingTo: complained)
        try process.run()
        let output = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Complaint(text: String(decoding: try Data(contentsOf: complained), as: UTF8.self))
        }
        return output
    }

    struct Complaint: Error { let text: String }
}
