import EIDPDF
import PDFCorpus
import Testing

@testable import EIDSignature
@testable import SignatureStage

/// Objects that only some readers find: those that search the file instead of following its cross-references.
extension PDFTamperingTests {
    /// Other page content, under the number of what was signed.
    private static let content = "4 0 obj\n<</Length 3>>\nstream\n0 g\nendstream\nendobj\n"

    /// The file with new metadata, which are permitted, and something more.
    private func appended(_ file: [UInt8], _ stray: String, entryEnd: String = " \n") throws -> [UInt8] {
        let text = String(decoding: file, as: UTF8.self)
        let previous = try #require(text.split(separator: "startxref\n").last?.split(separator: "\n").first)
        let information = Array("90 0 obj\n<</Title(Another)>>\nendobj\n".utf8)
        let body = file + information + Array(stray.utf8)
        let digits = String(file.count)
        let row = String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n" + entryEnd
        let trailer = "<</Size 91/Root 1 0 R/Info 90 0 R/Prev \(previous)>>"
        return body + Array("xref\n90 1\n\(row)trailer\n\(trailer)\nstartxref\n\(body.count)\n%%EOF\n".utf8)
    }

    @Test("an object more that the cross-references do not lead to") func strayObject() throws {
        let file = try make.baseline()
        #expect(try forbidden(appended(file, "")) == [])
        #expect(try report(appended(file, "")).verdict == .valid)
        #expect(try forbidden(appended(file, Self.content)) == [.shadowedObject])
        #expect(try report(appended(file, Self.content)).findings.contains(refusal(.unsupported)))
    }

    @Test("a table that some readers do not accept", arguments: ["\n", "  \n", "\t\n"])
    func looseTable(_ entryEnd: String) throws {
        let report = try report(appended(make.baseline(), Self.content, entryEnd: entryEnd))
        #expect(report.verdict != .valid && report.findings.contains(refusal(.malformed)))
    }

    @Test(
        "or signed with, an object that stands in it once more",
        arguments: [
            ("an object once more, behind its place", DocumentRefusal.Code.ambiguous),
            ("an object once more, in a stream of objects", .ambiguous),
            ("table with entries of 19 bytes", .unreadable), ("table with entries of 21 bytes", .unreadable),
            ("table with empty lines between entries", .unreadable), ("table with a comment behind xref", .unreadable),
        ]
    )
    func inspected(_ shape: String, _ code: DocumentRefusal.Code) throws {
        let bytes = try #require(PDFCorpus.shape(shape)).bytes
        #expect(throws: DocumentRefusal(code, "")) {
            try PDFInspection(bytes, maximumBytes: 1 << 20).require(strict: false, signing: nil)
        }
    }
}
