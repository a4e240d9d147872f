import Foundation

/// qpdf, a reader and checker that others wrote.
enum QPDF {
    /// The exit status of `qpdf --check`: 0 without a finding, 3 with warnings, 2 with errors.
    static func check(_ bytes: [UInt8]) throws -> (status: Int32, report: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("eidpdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("file.pdf")
        try Data(bytes).write(to: file)
        let report = folder.appendingPathComponent("report")
        _ = FileManager.default.createFile(atPath: report.path, contents: nil)
        let output = try FileHandle(forWritingTo: report)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["qpdf", "--check", file.path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        try output.close()
        return (process.terminationStatus, try String(contentsOf: report, encoding: .utf8))
    }
}
