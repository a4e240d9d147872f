import EIDPDF
import PDFCorpus
import Testing

/// What a document shows on a screen and not on paper, or the other way round, or when a viewer draws it.
@Suite struct PrintingTests {
    private static let shown = "/AP<</N 7 0 R>>"

    @Test(
        "what prints differently is found",
        arguments: [
            "/Subtype/Stamp/F 36\(shown)", "/Subtype/Stamp/F 0\(shown)", "/Subtype/Stamp\(shown)",
            "/Subtype/Stamp/F 260\(shown)", "/Subtype/FreeText/F 0/Contents(x)/DA(/Helv 9 Tf)",
            "/Subtype/Stamp/F 4/AP<</N 7 0 R/R 8 0 R>>", "/Subtype/Stamp/F 4/AP<</N 7 0 R/D 8 0 R>>",
            "/Subtype/Stamp/F 4/AP 9 0 R", "/Subtype/Stamp/F 10 0 R\(shown)", "/Subtype 11 0 R/F 36\(shown)",
            "/Subtype/Watermark/F 4/FixedPrint<</Type/FixedPrint>>\(shown)", "/Subtype/TrapNet/F 4\(shown)",
            "/Subtype/Link\(shown)", "/Subtype/Widget/FT/Tx/F 0\(shown)", "/Subtype/Widget/FT/Sig/F 0\(shown)",
            "/Subtype/Widget/FT/Tx/F 4/AP<</N 7 0 R/D 8 0 R>>", "/Subtype/Widget/FT/Btn/F 4/AP<</N 7 0 R/R 8 0 R>>",
        ]
    )
    func different(_ annotation: String) throws {
        #expect(try findings(annotation) == [.printsDifferently])
    }

    @Test(
        "what prints as it is shown is not, nor links and what nobody sees",
        arguments: [
            "/Subtype/Stamp/F 4\(shown)", "/Subtype/Stamp/F 196\(shown)", "/Subtype/Stamp/F 2\(shown)",
            "/Subtype/Stamp/F 6\(shown)", "/Subtype/Stamp/F 32\(shown)", "/Subtype/Link/A<</S/URI/URI(https://a.b)>>",
            "/Subtype/Popup", "/Subtype/Stamp/F 4/AP<</N 7 0 R/R 7 0 R/D 7 0 R>>", "/Subtype/Widget/FT/Sig",
            "/Subtype/Widget/FT/Btn/F 4/AP<</N 7 0 R/D 8 0 R>>", "/Subtype/Widget/FT/Tx/F 4\(shown)",
            "/Subtype/Widget/Parent<</FT/Btn>>/F 4/AP<</N 7 0 R/D 8 0 R>>",
        ]
    )
    func same(_ annotation: String) throws {
        #expect(try findings(annotation) == [])
    }

    @Test("an annotation without extent is not seen") func empty() throws {
        #expect(try findings("/Subtype/Stamp/F 36\(Self.shown)", rectangle: "[9 9 9 9]") == [])
    }

    @Test(
        "objects that are drawn otherwise by printers are found",
        arguments: [
            ("an image with alternates", PDFFinding.Kind.printsDifferently),
            ("a drawing in PostScript", .printsDifferently), ("a drawing in PostScript as well", .printsDifferently),
            ("colours that a printer exchanges", .printsDifferently), ("a page of another file", .externalContent),
            ("an image of another file", .externalContent),
        ]
    )
    func drawn(_ shape: String, _ kind: PDFFinding.Kind) throws {
        #expect(try PDFDocument(parsing: #require(PDFCorpus.shape(shape)).bytes).findings.map(\.kind) == [kind])
    }

    @Test("fields that a viewer draws are found") func viewerMade() throws {
        let form = try PDFDocument(parsing: #require(PDFCorpus.shape("fields that viewers draw")).bytes)
        #expect(form.findings.map(\.kind) == [.viewerMadeAppearances])
        #expect(form.policyViolations.isEmpty && form.violations(of: .strict).count == 1)
        let bare = try PDFDocument(parsing: #require(PDFCorpus.shape("no fields that viewers draw")).bytes)
        #expect(bare.findings.isEmpty)
    }

    private func findings(_ annotation: String, rectangle: String = "[9 9 99 99]") throws -> [PDFFinding.Kind] {
        let document = try PDFDocument(parsing: PDFCorpus.annotated("/Type/Annot/Rect\(rectangle)\(annotation)"))
        #expect(document.policyViolations.isEmpty)
        return document.findings.map(\.kind)
    }
}
