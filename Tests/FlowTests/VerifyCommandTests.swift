import EIDJSON
import Foundation
import Testing

/// The real `eid-broker verify`, over a PDF that another program signed.
@Suite struct VerifyCommandTests {
    private static let fixtures = FlowStack.root.appending(path: "Tests/FlowTests/Fixtures")
    private static let signed = fixtures.appending(path: "Signed/agreement-signed.pdf")
    private static let signer = fixtures.appending(path: "Signed/signer.pem").path

    private func run(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "eid-verify-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await Executable.run("eid-broker", ["verify"] + arguments, in: folder)
    }

    @Test func aGoodSignatureEndsWithZero() async throws {
        let ended = try await run([Self.signed.path, "--trust", Self.signer])
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(ended.output.hasPrefix("agreement-signed.pdf: valid (PAdES)\n\n  1. Test Signer, in Sig1: valid\n"))
        #expect(ended.output.contains("     qualification  none is claimed\n"))
        #expect(ended.output.contains("     covers         everything\n"))
        #expect(ended.errors.isEmpty)
    }

    @Test func aSignerWhomNobodyTrustsEndsWithTwo() async throws {
        let ended = try await run([Self.signed.path])
        #expect(ended.status == 2)
        #expect(ended.output.hasPrefix("agreement-signed.pdf: in doubt"))
        #expect(ended.output.contains("leads to nobody who is trusted here: give the root above it with --trust"))
    }

    @Test func aChangedDocumentEndsWithOne() async throws {
        let changed = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
        var bytes = try Data(contentsOf: Self.signed)
        let rent = try #require(bytes.range(of: Data("750 euro".utf8)))
        bytes.replaceSubrange(rent, with: Data("950 euro".utf8))
        try bytes.write(to: changed)
        defer { try? FileManager.default.removeItem(at: changed) }
        let ended = try await run([changed.path, "--trust", Self.signer])
        #expect(ended.status == 1)
        #expect(ended.output.contains("problem        the content is not what was signed"))
    }

    @Test func aFileWithoutSignatureEndsWithOne() async throws {
        let ended = try await run([Self.signer])
        #expect(ended.status == 1)
        #expect(ended.output.hasPrefix("signer.pem: not a signed file\n"))
    }

    @Test func sealedEvidenceIsASignatureWithoutRevocation() async throws {
        let evidence = Self.fixtures.appending(path: "Evidence/evidence.json").path
        let root = Self.fixtures.appending(path: "Evidence/root.pem").path
        let ended = try await run([evidence, "--trust", root])
        #expect(ended.status == 2)
        #expect(ended.output.contains("     level          B-T\n"))
        #expect(ended.output.contains("no answer says whether a certificate is revoked, and this command asks nobody"))
        #expect(!ended.output.contains("nobody who is trusted"))
    }

    @Test func aSealOfUnknownOriginSaysHowToTrustItsRoot() async throws {
        let evidence = Self.fixtures.appending(path: "Evidence/evidence.json").path
        let ended = try await run([evidence])
        #expect(ended.status == 2)
        #expect(ended.output.contains("the certificate, issued by Test Issuer, leads to nobody who is trusted here"))
        #expect(ended.output.contains("give the root above it with --trust"))
    }

    @Test func theReportIsJSONOnDemand() async throws {
        let ended = try await run([Self.signed.path, "--trust", Self.signer, "--json"])
        let report = try JSONValue.parse(ended.output.filter { !$0.isNewline })
        #expect(report["verdict"]?.string == "valid" && report["format"]?.string == "PAdES")
        #expect(report["signatures"]?[index: 0]?["level"]?.string == "B-B")
    }

    @Test func aFileThatIsNoTrustedListIsWrongUse() async throws {
        let ended = try await run([Self.signed.path, "--trusted-list", Self.signer])
        #expect(ended.status == 64)
        #expect(ended.errors.contains("cannot be used"))
    }
}
