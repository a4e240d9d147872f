import ArgumentParser
import EIDMethod
import Foundation
import Testing

@testable import EIDProgram

/// The files that `sign-file` leaves, and those it does not.
@Suite struct SignFileResultTests {
    private typealias Stage = ScriptedSigning

    /// Runs a command over a contract in a folder of its own, beside an old signed file and old evidence.
    private func signed(
        _ changes: [String: [HTTPResponse]],
        evidence: String = "evidence.json",
        output: String = "signed.pdf"
    ) async throws -> [String: String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "eid-sign-file-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in [("contract.pdf", "contract"), ("signed.pdf", "old"), ("evidence.json", "old")] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let input = folder.appending(path: "contract.pdf").path
        let target = folder.appending(path: output).path
        let command = try SignFile.parse([
            input, target, "--url", "http://localhost:1", "--client", "office", "--secret-file", "s",
            "--evidence", folder.appending(path: evidence).path,
        ])
        let isSigned = await command.sign(input, to: target, try await Stage(changes).service())
        var files = ["": isSigned ? "signed" : "refused"]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "folder"
        }
        return files
    }

    @Test func bothFilesAreWritten() async throws {
        let files = try await signed([:])
        #expect(
            files == ["": "signed", "contract.pdf": "contract", "signed.pdf": "%PDF", "evidence.json": "{}"]
        )
    }

    @Test(arguments: ["signing/transactions/s1/documents/0/signed", "signing/transactions/s1/evidence", "sign/s1"])
    func whereSomethingIsMissingNothingIsWrittenAndNothingOldStays(_ path: String) async throws {
        let files = try await signed(["GET 1/\(path)": [HTTPResponse(status: 404)]])
        #expect(files == ["": "refused", "contract.pdf": "contract"])
    }

    @Test func evidenceThatCannotBeWrittenTakesTheSignedFileAlong() async throws {
        let files = try await signed([:], evidence: "nowhere/evidence.json")
        #expect(files == ["": "refused", "contract.pdf": "contract", "evidence.json": "old"])
    }

    @Test(arguments: [
        ("contract.pdf", "evidence.json"), ("signed.pdf", "contract.pdf"), ("signed.pdf", "./signed.pdf"),
    ])
    func noFileTakesAnothersPlace(_ output: String, _ evidence: String) async throws {
        let files = try await signed([:], evidence: evidence, output: output)
        #expect(
            files == ["": "refused", "contract.pdf": "contract", "signed.pdf": "old", "evidence.json": "old"]
        )
    }

    @Test(arguments: [("pades", ""), ("cades", ".p7s"), ("cades-enveloping", ".p7m"), ("asic-e", ".asice")])
    func filesOfAFolderAreNamedByTheirFormat(_ format: String, _ suffix: String) throws {
        let command = try SignFile.parse([
            FileManager.default.temporaryDirectory.path, "out", "--url", "http://localhost:1", "--client", "c",
            "--secret-file", "s", "--format", format,
        ])
        #expect(command.suffix == suffix)
    }

    @Test func evidenceIsRefusedForAFolder() {
        let folder = FileManager.default.temporaryDirectory.path
        #expect(throws: (any Error).self) {
            _ = try SignFile.parse([
                folder, "signed", "--url", "http://localhost:1", "--client", "c", "--secret-file", "s",
                "--evidence", "e.json",
            ])
        }
    }
}
