import EIDPDF
import PDFCorpus
import Testing

/// What becomes of each file of the corpus.
@Suite struct CorpusTests {
    @Test("there are many shapes, each with a name of its own")
    func size() {
        #expect(PDFCorpus.shapes.count >= 40)
        #expect(Set(PDFCorpus.shapes.map(\.name)).count == PDFCorpus.shapes.count)
    }

    @Test("a shape meets its fate", arguments: PDFCorpus.shapes)
    func fate(_ shape: PDFShape) {
        #expect(Self.fate(of: shape.bytes) == shape.fate)
    }

    @Test(
        "what is signed stays readable, and keeps the bytes before",
        arguments: PDFCorpus.shapes.filter { $0.fate == .signed }
    )
    func signing(_ shape: PDFShape) throws {
        let document = try PDFDocument(parsing: shape.bytes)
        var update = try PDFUpdate(of: document)
        let slot = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 64))
        let prepared = try update.prepared()
        let file = try prepared.embedding([0x30, 0x03, 0x02, 0x01, 0x05], in: shape.bytes)
        #expect(file.starts(with: shape.bytes))
        let again = try PDFDocument(parsing: file)
        #expect(again.pages == document.pages)
        #expect(again.signatureFields.count == document.signatureFields.count + 1)
        let field = try #require(again.signatureFields.first { $0.name == slot.fieldName })
        let value = try #require(field.value)
        #expect(value.contentsRange == prepared.contentsRange)
        #expect(value.byteRange == prepared.byteRange)
        #expect(value.coversFile(of: file.count))
        #expect(value.contents == [0x30, 0x03, 0x02, 0x01, 0x05] + [UInt8](repeating: 0, count: 59))
        // Earlier signatures are as they were.
        for old in document.signatureFields {
            let new = try #require(again.signatureFields.first { $0.name == old.name })
            #expect(new.value?.contentsRange == old.value?.contentsRange)
            #expect(new.value?.byteRange == old.value?.byteRange)
        }
        #expect(again.policyViolations.isEmpty)
    }

    private static func fate(of bytes: [UInt8]) -> PDFShape.Fate {
        do throws(PDFError) {
            let document = try PDFDocument(parsing: bytes)
            guard let first = document.policyViolations.first else { return .signed }
            return .policy(first.kind.rawValue)
        } catch { return .unreadable("\(error.code)") }
    }
}
