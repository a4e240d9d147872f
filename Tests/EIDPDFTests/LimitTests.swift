import EIDPDF
import PDFCorpus
import Testing

/// Every limit holds, and work stays in proportion to the size of the file.
@Suite struct LimitTests {
    @Test(
        "a limit refuses what is beyond it",
        arguments: [
            ("bytes", "plain", \PDFLimits.bytes, 100), ("objects", "many small objects", \.objects, 2_000),
            ("sections", "updated five times", \.sections, 5), ("nesting", "plain", \.nesting, 2),
            ("values", "strings of every kind", \.values, 8), ("pages", "two hundred pages", \.pages, 99),
            ("fields", "signed twice", \.fields, 1), ("signature fields", "signed twice", \.signatureFields, 1),
            ("unfolded bytes", "object stream", \.inflatedStream, 64),
        ] as [(String, String, any WritableKeyPath<PDFLimits, Int> & Sendable, Int)]
    )
    func limit(_ name: String, _ shape: String, _ path: any WritableKeyPath<PDFLimits, Int> & Sendable, _ value: Int)
        throws
    {
        let bytes = try #require(PDFCorpus.shape(shape)).bytes
        _ = try PDFDocument(parsing: bytes)
        var limits = PDFLimits()
        limits[keyPath: path] = value
        #expect(throws: PDFError(.tooLarge, ""), "\(name)") { _ = try PDFDocument(parsing: bytes, limits: limits) }
    }

    @Test(
        "a signature that would pass a limit is not made",
        arguments: [
            ("sections", "updated five times", \PDFLimits.sections, 6), ("objects", "plain", \.objects, 6),
            ("signature fields", "signed twice", \.signatureFields, 2),
        ] as [(String, String, any WritableKeyPath<PDFLimits, Int> & Sendable, Int)]
    )
    func written(_ name: String, _ shape: String, _ path: any WritableKeyPath<PDFLimits, Int> & Sendable, _ value: Int)
        throws
    {
        let bytes = try #require(PDFCorpus.shape(shape)).bytes
        var limits = PDFLimits()
        limits[keyPath: path] = value
        let document = try PDFDocument(parsing: bytes, limits: limits)
        #expect(throws: PDFError(.tooLarge, ""), "\(name)") {
            var update = try PDFUpdate(of: document)
            _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 8))
            _ = try update.prepared()
        }
    }

    @Test("work grows with the size of the file and no faster", arguments: [500, 2_000, 8_000])
    func linear(_ objects: Int) throws {
        var limits = PDFLimits()
        limits.baseWork = 10_000
        limits.work = 3
        let document = try PDFDocument(parsing: PDFCorpus.objects(objects), limits: limits)
        #expect(document.pages.count == 1)
    }

    @Test("a file whose objects make one another expensive is refused")
    func quadratic() {
        var limits = PDFLimits()
        limits.baseWork = 10_000
        #expect(throws: PDFError(.tooLarge, "")) {
            _ = try PDFDocument(parsing: PDFCorpus.costly(streams: 200), limits: limits)
        }
    }
}
