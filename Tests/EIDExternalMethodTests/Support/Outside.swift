import EIDExternalMethod
import EIDJOSE
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// The executables that behave, each started once for all tests.
enum Outside {
    /// The template, made an executable in one line.
    static let template = Task { try await start("template", try Fixture.executable("external-template")) }
    /// The same method in Python.
    static let python = Task { try await start("pigeon", Fixture.sample("ExternalMethodPython/pigeon.py")) }

    static let log = LogCapture()

    private static func start(_ name: String, _ path: String) async throws -> ExternalHost {
        // Whatever the umask of the checkout was.
        try Misfit.allow(0o755, path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var limits = ExternalLimits()
        limits.start = .seconds(60)
        // A debug build finds the libraries of the toolchain and of the sanitizers; they want room.
        limits.memoryMiB = 64 << 10
        let host = ExternalHost(
            ExternalExecutable(name: name, path: path, sha256: SHA256.digest(bytes), limits: limits),
            log: log.logger()
        )
        try await host.start()
        return host
    }

    static func plugin(_ host: Task<ExternalHost, any Error>) async throws -> MethodPlugin {
        try #require(try await host.value.plugin)
    }
}
