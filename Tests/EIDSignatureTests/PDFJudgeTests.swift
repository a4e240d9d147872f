import EIDPDF
import Foundation
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Our signed PDFs before validators that are not ours.
@Suite("Validators of others accept", .serialized) struct PDFJudgeTests {
    private let ca: TestAuthority
    private let make: TestDocument

    init() throws {
        ca = try TestAuthority()
        make = TestDocument(ca)
    }

    private func visible(_ builder: inout PAdESBuilder) {
        builder.field = .new(rectangle: PDFRectangle(20, 20, 220, 80))
        builder.appearance = SignatureAppearance(lines: ["Ada Example", "2025-10-09"])
        builder.signerName = "Ada Example"
        builder.reason = "Agreed"
        builder.location = "Gent"
    }

    /// Every level, seen and unseen, by one and by two, with and without a certification.
    private func samples() throws -> [(name: String, file: [UInt8], isArchival: Bool)] {
        let second = TestDocument.second(ca)
        return [
            ("b-b", try make.baseline(), false),
            ("b-b visible", try make.baseline(PDFCorpus.plain, visible), false),
            ("b-t", try make.timestamped(), false),
            ("b-lt", try make.longTerm(), false),
            ("b-lta", try make.archival(), true),
            ("b-lta visible", try make.archival(PDFCorpus.plain, visible), true),
            ("b-lta renewed", try make.stamped(make.archival(), at: TestTime.now + 60), true),
            ("two signers", try second.timestamped(make.timestamped()), false),
            ("certified", try make.timestamped { $0.certification = .formFilling }, false),
            ("certified, closed, b-lta", try make.archival { $0.certification = .noChanges }, true),
            (
                "certified, then signed", try second.timestamped(make.timestamped { $0.certification = .formFilling }),
                false
            ),
        ]
    }

    @Test("by pyHanko: every level, visible or not, by two signers, with a certification") func pyHanko() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        let samples = try samples()
        for sample in samples { try judges.add(sample.name, sample.file, isArchival: sample.isArchival) }
        let lines = try judges.pyHanko()
        for sample in samples {
            let line = try #require(lines[sample.name])
            #expect(line.error == nil, "\(sample.name): \(line.error ?? "")")
            #expect(try line.signatures.count == PDFDocument(parsing: sample.file).signatureFields.count)
            for opinion in line.signatures {
                #expect(opinion.intact && opinion.valid && opinion.trusted, "\(sample.name): \(opinion)")
                // Self-made timestamps are of a time that pyHanko sees as long past; the rest has to hold today.
                #expect(opinion.bottom_line, "\(sample.name): \(opinion)")
                #expect(["ENTIRE_FILE", "ENTIRE_REVISION"].contains(opinion.coverage))
                #expect(opinion.changes != "OTHER", "\(sample.name): \(opinion)")
            }
        }
    }

    @Test("by pyHanko, and not what was changed afterwards or lacks an answer") func pyHankoRefuses() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        var update = try PDFUpdate(of: PDFDocument(parsing: make.baseline()))
        try update.replace(PDFReference(4), with: .stream(PDFStream(bytes: [0x71])))
        try judges.add("changed", update.serialized())
        var broken = try make.baseline()
        broken[40] ^= 1
        try judges.add("broken", broken)
        let (timestamped, complete) = (try SignedPDF(make.timestamped()), try make.material())
        let incomplete: [(String, (inout ValidationMaterial) -> Void)] = [
            ("no answer about the signer", { $0.responses.removeFirst() }),
            ("no answer about the timestamp authority", { $0.responses.removeLast() }),
            ("no list about the issuer", { $0.lists = [] }),
        ]
        for (name, remove) in incomplete {
            var material = complete
            remove(&material)
            let file = try make.stamped(timestamped.adding(material), at: TestTime.now + 30)
            try judges.add(name, file, isArchival: true)
            let report = SignedFile.validate(file, by: ca.validator, material: complete, at: TestTime.now + 60)
            #expect(report.signatures.first?.report.level == .timestamped, "\(name)")
        }
        let lines = try judges.pyHanko()
        for name in ["changed", "broken"] + incomplete.map(\.0) {
            let line = try #require(lines[name])
            #expect(line.error == nil && line.signatures.first?.bottom_line == false, "\(name): \(line)")
        }
    }

    @Test("by pdfsig") func pdfsig() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        for sample in try samples() {
            try judges.add(sample.name, sample.file)
            let (_, text) = try judges.run("pdfsig", ["-nocert", judges.path(sample.name).path])
            let count = try PDFDocument(parsing: sample.file).signatureFields.filter {
                $0.value?.isDocumentTimeStamp == false
            }.count
            let good = text.components(separatedBy: "Signature Validation: Signature is Valid.").count - 1
            #expect(good >= count, "\(sample.name): \(text)")
            #expect(
                !text.contains("Digest Mismatch") && !text.contains("Signature is Invalid"),
                "\(sample.name): \(text)"
            )
        }
    }

    @Test("by qpdf") func qpdf() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        for sample in try samples() {
            try judges.add(sample.name, sample.file)
            let (status, text) = try judges.run("qpdf", ["--check", judges.path(sample.name).path])
            #expect(status == 0, "\(sample.name): \(text)")
        }
    }

    @Test("by openssl: the message over the covered bytes, and the timestamps") func openssl() throws {
        let judges = try PDFJudges(ca)
        defer { judges.cleanUp() }
        let file = try make.archival()
        let root = judges.folder.appendingPathComponent("root.pem").path
        let others = judges.folder.appendingPathComponent("others.pem").path
        let time = String(Int(TestTime.now.timeIntervalSince1970) + 40)
        for field in try PDFDocument(parsing: file).signatureFields {
            let value = try #require(field.value)
            let (contents, end) = (try #require(value.contentsRange), try #require(value.coveredEnd))
            let covered = judges.folder.appendingPathComponent("covered").path
            try Data(file[..<contents.lowerBound] + file[contents.upperBound..<end]).write(to: URL(filePath: covered))
            let message = judges.folder.appendingPathComponent("message").path
            try Data(SignedData.withoutPadding(value.contents)).write(to: URL(filePath: message))
            let arguments =
                value.isDocumentTimeStamp
                ? [
                    "ts", "-verify", "-data", covered, "-in", message, "-token_in", "-CAfile", root, "-untrusted",
                    others,
                ]
                : ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", message, "-content", covered]
                    + ["-CAfile", root, "-purpose", "any", "-out", "/dev/null"]
            let (status, text) = try judges.run("openssl", arguments + ["-attime", time])
            #expect(status == 0, "\(field.name): \(text)")
        }
    }
}
