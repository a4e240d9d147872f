import EIDSignature
import Foundation

/// How much memory a step takes at its peak: each in a process of its own, since a process never gives its peak back.
enum MemoryMeasurement {
    /// What is done with a file.
    enum Step: String {
        /// Both halves of signing it.
        case sign
        /// Adding validation data to it.
        case extend
        /// Validating it.
        case judge
    }

    /// Runs a step in a new process, and tells the peak of its resident set in bytes.
    static func peak(of step: Step, with file: [UInt8]) throws -> Int {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("eid-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("file.pdf")
        try Data(file).write(to: path)
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [step.rawValue, path.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0, let peak = Int(text.prefix { $0 != "\n" }) else {
            throw BenchmarkFailure("the process that was measured failed")
        }
        return peak
    }

    /// Does a step in this process.
    static func peak(of step: Step, on path: String) throws -> Int {
        let seal = try Seal()
        let file = try read(path)
        switch step {
        case .sign:
            let prepared = try seal.builder.prepare(file, signingTime: seal.time)
            let message = try prepared.signedData(with: seal.key.value(of: prepared.toBeSigned))
            guard try prepared.signed(original: file, cms: message).count > file.count else {
                throw BenchmarkFailure("nothing was signed")
            }
        case .extend:
            let material = ValidationMaterial(certificates: [seal.certificate])
            guard try SignedPDF(file).adding(material).count > file.count else {
                throw BenchmarkFailure("nothing was added")
            }
        case .judge:
            let report = SignedFile.validate(file, by: seal.validator, at: seal.time)
            // Nobody answers for this certificate; all else has to hold.
            guard report.signatures.map(\.report.signer) == [seal.certificate] else {
                throw BenchmarkFailure("the signature does not hold")
            }
        }
        return try ownPeak()
    }

    /// Reads a file without a second copy of it.
    private static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw BenchmarkFailure("the file is gone") }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, count in
            count = fread(buffer.baseAddress, 1, buffer.count, file)
        }
    }

    private static func ownPeak() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }) ?? []
        guard words.count > 1, let kilobytes = Int(words[1]) else {
            throw BenchmarkFailure("/proc/self/status is unreadable")
        }
        return kilobytes << 10
    }
}
