import Foundation

/// One of our executables as a process of its own; its output goes to files in the stack's folder.
final class Executable: @unchecked Sendable {
    // Unchecked: `Process` is set up before anyone else sees it; afterwards only its thread-safe parts are used.
    private let process = Process()
    private let files: (output: URL, errors: URL)
    private let ended: AsyncStream<Int32>

    /// Starts an executable that was built beside the tests.
    init(_ name: String, _ arguments: [String], environment: [String: String] = [:], in folder: URL) throws {
        let id = UUID().uuidString
        files = (folder.appending(path: "\(id).out"), folder.appending(path: "\(id).err"))
        for file in [files.output, files.errors] { try Data().write(to: file) }
        process.executableURL = try Self.folder().appending(path: name)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files.output)
        process.standardError = try FileHandle(forWritingTo: files.errors)
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        ended = stream
        process.terminationHandler = { process in
            continuation.yield(
                process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
            )
            continuation.finish()
        }
        try process.run()
    }

    /// What it has written to standard output so far.
    var output: String { (try? String(contentsOf: files.output, encoding: .utf8)) ?? "" }

    /// What it has written to standard error so far.
    var errors: String { (try? String(contentsOf: files.errors, encoding: .utf8)) ?? "" }

    /// Sends a signal.
    func send(_ signal: Int32) { _ = kill(process.processIdentifier, signal) }

    /// Waits for its end; the exit status, or the signal that ended it as a negative number.
    func end() async throws -> Int32 {
        for await status in ended { return status }
        throw FlowFailure("the process was waited for twice")
    }

    /// Runs an executable to its end.
    static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL
    ) async throws -> (status: Int32, output: String, errors: String) {
        let executable = try Executable(name, arguments, environment: environment, in: folder)
        let status = try await executable.end()
        return (status, executable.output, executable.errors)
    }

    private static func folder() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent()
    }
}

extension FlowStack {
    /// Runs the real `eid-broker serve` for the length of a closure, then kills it if it still runs.
    func withProcess<Value: Sendable>(
        _ options: [String] = [],
        _ body: @Sendable (Executable) async throws -> Value
    ) async throws -> Value {
        let broker = try Executable("eid-broker", ["serve", "--config", settingsPath] + options, in: folder)
        do {
            try await Self.waitUntilOpen(ports.broker)
            let value = try await body(broker)
            broker.send(SIGKILL)
            return value
        } catch {
            broker.send(SIGKILL)
            throw FlowFailure("\(error)\n\(broker.errors.suffix(2000))")
        }
    }

    /// A stack whose broker is started by the test itself, as a process; the simulator runs.
    static func withoutBroker(
        sample: String = "itsme-simulator.yaml",
        edit: @Sendable (String) -> String = { $0 },
        _ body: @Sendable (FlowStack) async throws -> Void
    ) async throws {
        try await prepared(sample: sample, edit: edit) { stack in
            try await stack.withSimulator { try await body(stack) }
        }
    }
}
