package import EIDExternalMethod
import EIDJOSE
import Foundation
package import Logging

/// Executables that behave, started for tests.
package enum OutsideProcess {
    /// An executable of this package as a method of this name.
    package static func start(
        _ name: String,
        built executable: String,
        speakingFor namespaces: [String] = [],
        log: Logger
    ) async throws -> ExternalHost {
        // It lies beside the tests.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(filePath: tests).deletingLastPathComponent().appending(path: executable).path
        return try await start(name, path: path, speakingFor: namespaces, log: log)
    }

    /// Any executable as a method of this name.
    package static func start(
        _ name: String,
        path: String,
        speakingFor namespaces: [String] = [],
        log: Logger
    ) async throws -> ExternalHost {
        // Whatever the umask of the checkout was.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        var limits = ExternalLimits()
        (limits.start, limits.redraw) = (.seconds(60), .seconds(60))
        // A debug build finds the libraries of the toolchain and of the sanitizers; they want room.
        limits.memoryMiB = 64 << 10
        let host = ExternalHost(
            ExternalExecutable(
                name: name,
                path: path,
                sha256: SHA256.digest(bytes),
                limits: limits,
                subjectNamespaces: namespaces
            ),
            log: log
        )
        try await host.start()
        return host
    }
}
