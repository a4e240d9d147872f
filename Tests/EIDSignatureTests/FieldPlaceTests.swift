import EIDPDF
import EIDSignature
import PDFCorpus
import Testing

/// Where a visible signature may stand.
@Suite struct FieldPlaceTests {
    @Test("a visible signature stands in a field that was there") func existing() throws {
        let field = try #require(try PDFDocument(parsing: preview("empty signature field")).signatureFields.first)
        #expect(field.isSigned && field.dictionary["AP"] != nil)
    }

    @Test(
        "a visible signature in a field that nobody sees is refused",
        arguments: [
            "signature field beside the page", "signature field of one point", "signature field without extent",
            "signature field that no page lists",
        ]
    )
    func unseen(_ shape: String) throws {
        #expect(throws: Self.refusal) { try preview(shape) }
        _ = try preview(shape, visible: false)
    }

    @Test("a visible signature in a field without an annotation is refused") func bare() throws {
        #expect(throws: Self.refusal) { try preview("field without a widget", field: "bare") }
    }

    @Test("a visible signature within the crop box, but beside the paper, is refused") func besidePaper() throws {
        #expect(throws: DocumentRefusal(.appearanceInvalid, "the rectangle does not lie on the page")) {
            try preview("crop box larger than the paper", field: nil, rectangle: [700, 10, 900, 60])
        }
        _ = try preview("crop box larger than the paper", field: nil)
    }

    private static let refusal = DocumentRefusal(.appearanceInvalid, "the field cannot be seen on any page")

    private func preview(
        _ shape: String,
        field: String? = "Sign here",
        rectangle: [Double] = [10, 10, 210, 60],
        visible: Bool = true
    ) throws -> [UInt8] {
        var signing = PDFSigning()
        signing.fieldName = field
        if visible {
            signing.appearance = PDFSigning.Appearance(page: 1, rectangle: rectangle, lines: ["Ann"], image: nil)
        }
        let bytes = try #require(PDFCorpus.shape(shape)).bytes
        return try PDFInspection(bytes, maximumBytes: 1 << 20).preview(signing)
    }
}
