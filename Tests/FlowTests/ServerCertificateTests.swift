import EIDSimulatorTrust
import Foundation
import Testing

/// The certificate that browsers see: what time has done to it, and for whom it is.
@Suite struct ServerCertificateTests {
    private let files: ConnectionFiles

    init() throws { files = try ConnectionFiles() }

    /// Runs a command where the broker itself speaks TLS, with a certificate for localhost that began at a moment.
    private func run(
        _ command: String,
        issuer: String = "https://localhost:8480",
        from moment: Date = Date(),
        for validity: TimeInterval = 365 * 86_400
    ) async throws -> (status: Int32, output: String, errors: String) {
        let names = try files.issue("localhost", by: files.authority { moment }, validity: validity)
        let edit: @Sendable (String) -> String = { settings in
            settings.replacing("issuer: http://localhost:8480", with: "issuer: \(issuer)")
                .replacing(
                    "\nserver:\n",
                    with: "\nserver:\n  tls: { certificate: \(names.chain), privateKey: { file: \(names.key) } }\n"
                )
        }
        return try await FlowStack.prepared(edit: edit) { stack in
            try await Executable.run("eid-broker", [command, "--config", stack.settingsPath], in: stack.folder)
        }
    }

    // A start goes on with it, and says so: a proxy in front may not mind.
    @Test func oneThatHasExpired() async throws {
        let ended = try await run("check", from: Date().addingTimeInterval(-400 * 86_400))
        #expect(ended.status == 1 && ended.output.isEmpty)
        #expect(ended.errors.contains(": server.tls.certificate  has expired at "), "\(ended.errors)")
        #expect(ended.errors.hasSuffix("1 problem\n"))
    }

    @Test func oneThatIsNotYetValid() async throws {
        let ended = try await run("check", from: Date().addingTimeInterval(400 * 86_400))
        #expect(ended.status == 1 && ended.output.isEmpty)
        #expect(ended.errors.contains(": server.tls.certificate  is not valid before "), "\(ended.errors)")
    }

    @Test(arguments: ["check", "serve"]) func anIssuerOfPlainHTTP(_ command: String) async throws {
        let ended = try await run(command, issuer: "http://localhost:8480")
        #expect(ended.status == 1 && ended.output.isEmpty)
        #expect(ended.errors.contains(": server.tls  needs an https issuer\n"), "\(ended.errors)")
    }

    @Test func oneThatEndsSoonIsAWarning() async throws {
        let ended = try await run("check", for: 20 * 86_400)
        #expect(ended.status == 0)
        #expect(ended.errors.contains("warning: server.tls.certificate  ends at "), "\(ended.errors)")
    }

    @Test func oneForAnotherHostIsAWarning() async throws {
        let ended = try await run("check", issuer: "https://broker.example")
        #expect(ended.status == 0)
        let sentence = "warning: server.tls.certificate  is not for broker.example, the issuer's host"
        #expect(ended.errors.contains(sentence), "\(ended.errors)")
    }

    @Test func oneThatFitsIsNone() async throws {
        let ended = try await run("check")
        #expect(ended.status == 0 && !ended.errors.contains("server.tls.certificate"), "\(ended.errors)")
    }
}
