import EIDJSON
import Foundation
import Testing

/// The real `eid-broker evidence verify` and `eid-broker verify`, over evidence that was sealed in 2025 by authorities of
/// the tests.
@Suite struct EvidenceCommandTests {
    private static let fixtures = FlowStack.root.appending(path: "Tests/FlowTests/Fixtures/Evidence")

    private static func path(_ name: String) -> String { fixtures.appending(path: name).path }

    private func run(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "eid-evidence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await Executable.run("eid-broker", arguments, in: folder)
    }

    private func changed(_ name: String, _ change: (inout [UInt8]) -> Void) throws -> URL {
        var bytes = Array(try Data(contentsOf: Self.fixtures.appending(path: name)))
        change(&bytes)
        let copy = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name)")
        try Data(bytes).write(to: copy)
        return copy
    }

    @Test func goodEvidenceEndsWithZero() async throws {
        let ended = try await run([
            "evidence", "verify", Self.path("evidence.json"), "--trust", Self.path("root.pem"),
            "--document", Self.path("contract.pdf"), "--document", Self.path("contract-signed.pdf"),
        ])
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(ended.output.hasPrefix("evidence.json: valid evidence\n  Signing t-1 for client shop.\n"))
        #expect(ended.output.contains("passed       Sealed by Sample Operator, and unchanged since."))
        #expect(ended.output.contains("not checked  “annex.pdf” was not given"))
        #expect(ended.errors.isEmpty)
    }

    @Test func evidenceOfUnknownOriginEndsWithTwo() async throws {
        let ended = try await run(["evidence", "verify", Self.path("evidence.json")])
        #expect(ended.status == 2)
        #expect(ended.output.hasPrefix("evidence.json: in doubt"))
    }

    @Test func anotherDocumentEndsWithOne() async throws {
        let ended = try await run([
            "evidence", "verify", Self.path("evidence.json"), "--trust", Self.path("root.pem"),
            "--document", Self.path("root.pem"),
        ])
        #expect(ended.status == 1)
        #expect(ended.output.contains("FAILED       root.pem is no document of this signing, or was changed."))
    }

    @Test func changedEvidenceEndsWithOne() async throws {
        let copy = try changed("evidence.json") {
            $0[40] = $0[40] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        }
        defer { try? FileManager.default.removeItem(at: copy) }
        let ended = try await run(["evidence", "verify", copy.path, "--trust", Self.path("root.pem")])
        #expect(ended.status == 1)
    }

    @Test func theReportIsJSONOnDemand() async throws {
        let ended = try await run([
            "evidence", "verify", Self.path("evidence.json"), "--trust", Self.path("root.pem"), "--json",
        ])
        let report = try JSONValue.parse(ended.output.filter { !$0.isNewline })
        #expect(report["verdict"]?.string == "valid")
        #expect(report["sealedAt"]?.string == "2025-10-09T08:53:50Z")
        #expect(report["checks"]?.count ?? 0 > 10)
    }

    @Test(arguments: [
        ["evidence", "verify", "nowhere.json"], ["evidence", "verify"],
        ["evidence", "verify", "/tmp", "--json"], ["evidence", "verify", "nowhere.json", "--mistrust", "x"],
    ])
    func wrongUseEndsWith64(_ arguments: [String]) async throws {
        let ended = try await run(arguments)
        #expect(ended.status == 64)
        #expect(ended.output.isEmpty && ended.errors.contains("Error:"), "\(ended.errors)")
    }

    @Test func aTrustFileWithoutCertificatesIsWrongUse() async throws {
        let ended = try await run([
            "evidence", "verify", Self.path("evidence.json"), "--trust", Self.path("annex.pdf"),
        ])
        #expect(ended.status == 64)
        #expect(ended.errors.contains("holds no certificate in PEM"))
    }

    @Test func signFileRefusesOtherMachines() async throws {
        let ended = try await run([
            "sign-file", "a.pdf", "b.pdf", "--url", "https://broker.example", "--client", "c", "--secret-file", "s",
        ])
        #expect(ended.status == 64)
        #expect(ended.errors.contains("--url must be an address of this machine"))
    }
}
