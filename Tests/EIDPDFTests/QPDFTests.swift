import EIDPDF
import PDFCorpus
import Testing

/// What we append is judged by a reader that is not ours.
///
/// It checks as strictly as it knows.
@Suite struct QPDFTests {
    @Test("qpdf reads a signed file", arguments: PDFCorpus.shapes.filter { $0.fate == .signed })
    func signed(_ shape: PDFShape) throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: shape.bytes))
        _ = try update.addSignature(SignaturePlacement(dictionary: Sample.dictionary, reservedBytes: 64))
        try expectSound(update.preparedFile(), shape)
    }

    @Test("qpdf reads a visibly signed and extended file", arguments: PDFCorpus.shapes.filter { $0.fate == .signed })
    func visible(_ shape: PDFShape) throws {
        var update = try PDFUpdate(of: PDFDocument(parsing: shape.bytes))
        let look = SignatureAppearance(lines: ["Signed by Ann", "2026-01-01"], image: try Sample.image())
        _ = try update.addSignature(
            SignaturePlacement(
                .new(rectangle: PDFRectangle(20, 20, 220, 80)),
                dictionary: Sample.dictionary,
                appearance: look
            )
        )
        let signed = try update.prepared().embedding([0x30, 0x00], in: update.document.bytes)
        var longTerm = try PDFUpdate(of: PDFDocument(parsing: signed), policy: .longTermData)
        let certificate = try longTerm.add(.stream(PDFStream(bytes: [0x30, 0x00])))
        let data: PDFDictionary = ["Type": .name("DSS"), "Certs": .array([.reference(certificate)])]
        try longTerm.setCatalogueEntry("DSS", .reference(longTerm.add(.dictionary(data))))
        try expectSound(longTerm.serialized(), shape)
    }

    private func expectSound(_ bytes: [UInt8], _ shape: PDFShape) throws {
        let (status, report) = try QPDF.check(bytes)
        if shape.isCleanForQPDF {
            #expect(status == 0, "\(report)")
        } else {
            #expect(status == 3, "\(report)")
        }
    }
}
