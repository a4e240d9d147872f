import EIDExternalMethod
import EIDMethod
import EIDMethodTesting
import OutsideStage
import Testing

/// The executables that behave, each started once for all tests.
enum Outside {
    /// The template, made an executable in one line.
    static let template = Task {
        try await OutsideProcess.start("template", built: "external-template", log: log.logger())
    }
    /// The same method in Python.
    static let python = Task {
        let path = Fixture.sample("ExternalMethodPython/pigeon.py")
        return try await OutsideProcess.start("pigeon", path: path, log: log.logger())
    }

    static let log = LogCapture()

    static func plugin(_ host: Task<ExternalHost, any Error>) async throws -> MethodPlugin {
        try #require(try await host.value.plugin)
    }
}
