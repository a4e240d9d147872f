import Foundation

@testable import EIDSignature
@testable import SignatureStage

/// Programs that others wrote, and what they say of our PDFs.
struct PDFJudges {
    /// What pyHanko says of one signature.
    struct Opinion: Decodable {
        let field: String
        let intact: Bool
        let valid: Bool
        let trusted: Bool
        let bottom_line: Bool
        let coverage: String
        let changes: String?
        let timestamp: Bool?
    }

    /// What pyHanko says of one file.
    struct Line: Decodable {
        let name: String
        let error: String?
        let signatures: [Opinion]
    }

    let folder: URL
    private let ca: TestAuthority

    init(_ ca: TestAuthority) throws {
        self.ca = ca
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("eid-pades-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(ca.root.pem.utf8).write(to: folder.appendingPathComponent("root.pem"))
        let others = ca.issuer.pem + ca.authority.pem
        try Data(others.utf8).write(to: folder.appendingPathComponent("others.pem"))
    }

    func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    /// Puts a file before the judges.
    func add(_ name: String, _ file: [UInt8], isArchival: Bool = false) throws {
        try Data(file).write(to: path(name))
        let moment = (TestTime.now + 60).formatted(.iso8601)
        let plan = "{\"moment\": \"\(moment.replacing("Z", with: "+00:00"))\", \"lta\": \(isArchival)}"
        try Data(plan.utf8).write(to: folder.appendingPathComponent(name + ".json"))
    }

    func path(_ name: String) -> URL { folder.appendingPathComponent(name + ".pdf") }

    /// pyHanko's opinion of all files, in one process.
    func pyHanko() throws -> [String: Line] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let python = tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: ".venv/bin/python")
        let script = tests.appending(path: "Judges/judge_pdf.py")
        let (status, output) = try run(python.path, [script.path, folder.path])
        guard status == 0 else { throw JudgeFailure(output: output) }
        var lines: [String: Line] = [:]
        for text in output.split(separator: "\n") where text.hasPrefix("{") {
            let line = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
            lines[line.name] = line
        }
        return lines
    }

    /// Runs a command, and gives its status and everything that it wrote.
    func run(_ command: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    struct JudgeFailure: Error, CustomStringConvertible {
        let output: String
        var description: String { "the judge failed: \(output)" }
    }
}
