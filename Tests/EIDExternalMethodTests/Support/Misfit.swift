import EIDExternalMethod
import EIDJOSE
import EIDKeyring
import EIDMethod
import EIDMethodTesting
import Foundation
import Testing

/// An executable that misbehaves in one way, and its supervision.
struct Misfit {
    let host: ExternalHost
    let log = LogCapture()
    let clock = FakeClock()
    let path: String
    let http = ScriptedTransport(then: .response(HTTPResponse(status: 204)))
    /// Whether its calls of HTTP never end.
    var isStranded = false
    /// What signs for it instead of its keys.
    var keyring: (any Keyring)?
    private let folder: TestFolder

    init(
        _ mode: String,
        limits: ExternalLimits = Misfit.quick(),
        sha256: [UInt8]? = nil,
        subjectNamespaces: [String] = []
    ) throws {
        let bytes = try Self.script(mode)
        folder = try TestFolder()
        path = folder.url.appending(path: "misfit.py").path
        try Data(bytes).write(to: URL(filePath: path))
        try Self.allow(0o755, path)
        host = ExternalHost(
            ExternalExecutable(
                name: "misfit",
                path: path,
                sha256: sha256 ?? SHA256.digest(bytes),
                limits: limits,
                subjectNamespaces: subjectNamespaces
            ),
            log: log.logger()
        )
    }

    static func allow(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    static func script(_ mode: String) throws -> [UInt8] {
        let body = try String(contentsOfFile: Fixture.path("misfit.py"), encoding: .utf8)
        return Array("#!/usr/bin/env python3\nMODE = \"\(mode)\"\n\(body)".utf8)
    }

    /// Limits under which a test need not wait, while a busy machine has time.
    static func quick() -> ExternalLimits {
        var limits = ExternalLimits()
        limits.start = .seconds(60)
        limits.firstPause = .milliseconds(1)
        return limits
    }

    /// A method, once the process runs.
    func method(settings: SettingValue = [:], keys: MethodKeys = MethodKeys()) async throws -> Method {
        try await host.start()
        let services = MethodServices(
            http: isStranded ? Silence() : http,
            clock: clock.wall,
            random: SeededRandom().source,
            keyring: keyring ?? PrivateKeyring(keys),
            log: log.logger()
        )
        return try #require(host.plugin).method(id: "m", settings: settings, services: services)
    }

    /// Starts a transaction; what a test wants of the method stands in its state.
    @discardableResult
    static func begin(_ method: Method, _ state: String = "good") async throws(MethodError) -> Method.Step {
        try await method.begin(
            MethodRequest(
                transactionID: "t",
                type: .verification,
                callbackURL: URL(filePath: "/callback"),
                callbackState: state
            )
        )
    }

    /// What the method tells the test.
    static func told(_ method: Method, _ state: String = "good") async throws -> String {
        do throws(MethodError) { try await begin(method, state) } catch {
            guard error.code == .declined else { throw error }
            return error.detail
        }
        throw ConformanceFailure("it has told nothing")
    }
}

/// A folder that is there as long as somebody holds it.
private final class TestFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "misfit-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// A network that answers nobody.
private struct Silence: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let (stream, _) = AsyncStream<Never>.makeStream()
        for await _ in stream {}
        throw HTTPFailure(.unreachable, "cancelled")
    }
}

/// Files of the tests.
enum Fixture {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/\(name)").path
    }

    /// A file of the samples.
    static func sample(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Samples/\(name)").path
    }
}
