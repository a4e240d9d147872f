import EIDPDF
import PDFCorpus
import Testing

/// What an earlier signature covers, and what was made up around it.
@Suite struct CoverageTests {
    @Test("the revision that a signature covers is read as it was")
    func revision() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("signed twice")).bytes)
        let first = try #require(document.signatureFields.first?.value)
        let earlier = try document.revision(coveredBy: first)
        #expect(earlier.bytes.count == first.coveredEnd)
        #expect(earlier.signatureFields.map(\.name) == ["Signature1"])
        #expect(first.coversFile(of: earlier.bytes.count) && !first.coversFile(of: document.bytes.count))
        #expect(try document.changes(since: earlier).map(\.kind) == [.signature])
        let last = try #require(document.signatureFields.last?.value)
        #expect(try document.revision(coveredBy: last).bytes == document.bytes)
    }

    @Test(
        "a ByteRange that covers something else is noticed",
        arguments: [
            "1 A B C", "0 A+ B C", "0 A- B C", "0 A B+ C", "0 A B- C", "0 A B -1", "0 A B 0", "0 A B", "0 A B C 0",
            "0 A B 9223372036854775807", "0 B A C",
        ]
    )
    func tampered(_ pattern: String) throws {
        let prepared = try prepared()
        let range = prepared.byteRange
        var text = pattern
        for (sign, name) in [("A", 1), ("B", 2), ("C", 3)] {
            text = text.replacing(sign + "+", with: String(range[name] + 1))
            text = text.replacing(sign + "-", with: String(range[name] - 1))
            text = text.replacing(sign, with: String(range[name]))
        }
        let file = try rewritten(prepared, text)
        let value = try #require(PDFDocument(parsing: file).signatureFields.first?.value)
        #expect(value.coveredEnd == nil)
        #expect(!value.coversFile(of: file.count))
        #expect(throws: PDFError(.malformed, "")) { try PDFDocument(parsing: file).revision(coveredBy: value) }
    }

    @Test("a ByteRange that stops before the end, or goes beyond it, covers no whole file", arguments: [-1, 1, 100])
    func uncovered(_ difference: Int) throws {
        let prepared = try prepared()
        let range = prepared.byteRange
        let file = try rewritten(prepared, "0 \(range[1]) \(range[2]) \(range[3] + difference)")
        let value = try #require(PDFDocument(parsing: file).signatureFields.first?.value)
        #expect(!value.coversFile(of: file.count))
    }

    @Test("contents that are no hexadecimal string in place are noticed")
    func elsewhere() throws {
        let file = try #require(PDFCorpus.shape("signature within its field")).bytes
        let value = try #require(PDFDocument(parsing: file).signatureFields.first?.value)
        #expect(value.contentsRange == nil && value.coveredEnd == nil)
    }

    @Test("signing a hybrid file against the policy keeps what only its stream lists")
    func hybrid() throws {
        let document = try PDFDocument(parsing: try #require(PDFCorpus.shape("hybrid")).bytes)
        var update = try PDFUpdate(of: document, policy: PDFPolicy(refusing: []))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        let file = try update.preparedFile()
        let again = try PDFDocument(parsing: file)
        #expect(try again.object(PDFReference(5)).dictionary?["Type"]?.name == "Font")
        #expect(again.policyViolations.map(\.kind) == [.hybridReferences])
        #expect(try QPDF.check(file).status == 0)
    }

    @Test("signing a file that hides its structure keeps that hidden, and there")
    func hiddenStructure() throws {
        let document = try PDFDocument(
            parsing: try #require(PDFCorpus.shape("hybrid that hides its structure only")).bytes
        )
        var update = try PDFUpdate(of: document)
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary))
        let again = try PDFDocument(parsing: update.preparedFile())
        #expect(try again.object(PDFReference(7)).dictionary?["S"]?.name == "P")
        #expect(again.policyViolations.isEmpty)
    }

    private func prepared() throws -> PreparedSignature {
        var update = try PDFUpdate(of: PDFDocument(parsing: PDFCorpus.plain))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 8))
        return try update.prepared()
    }

    /// The file with other numbers in its last ByteRange, as long as before.
    private func rewritten(_ prepared: PreparedSignature, _ numbers: String) throws -> [UInt8] {
        var file = PDFCorpus.plain + prepared.appendix
        let head = file[..<prepared.contentsRange.lowerBound]
        let open = try #require(head.lastIndex(of: UInt8(ascii: "[")))
        let close = try #require(head.lastIndex(of: UInt8(ascii: "]")))
        var text = Array(numbers.utf8)
        try #require(text.count <= close - open - 1)
        text += [UInt8](repeating: UInt8(ascii: " "), count: close - open - 1 - text.count)
        file.replaceSubrange((open + 1)..<close, with: text)
        return file
    }
}
