extension PDFCorpus {
    /// Streams where the format wants dictionaries: their bytes may be shown elsewhere, whatever their dictionary says.
    static var streams: [PDFShape] {
        [
            PDFShape("catalogue that is a stream", stands(1, "/Type/Catalog/Pages 2 0 R"), .unreadable("malformed")),
            PDFShape(
                "page tree that is a stream",
                stands(2, "/Type/Pages/Kids[3 0 R]/Count 1"),
                .unreadable("malformed")
            ),
            PDFShape(
                "page that is its own content",
                stands(3, "/Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 3 0 R"),
                .unreadable("malformed")
            ),
            PDFShape(
                "form that is a stream",
                shown(4, "/Fields[]", catalogue: "/AcroForm 4 0 R"),
                .unreadable("malformed")
            ),
            PDFShape(
                "signature field that is the page's content",
                shown(4, "/FT/Sig/T(a)", catalogue: "/AcroForm<</Fields[4 0 R]>>"),
                .unreadable("malformed")
            ),
            PDFShape(
                "widget that is the page's content",
                shown(
                    4,
                    "/Type/Annot/Subtype/Widget/Parent 6 0 R/Rect[0 0 9 9]",
                    catalogue: "/AcroForm<</Fields[6 0 R]>>",
                    [(6, "<</FT/Sig/T(a)/Kids[4 0 R]>>")]
                ),
                .unreadable("malformed")
            ),
            PDFShape(
                "signature that is the page's content",
                shown(
                    4,
                    "/Type/Sig/SubFilter/ETSI.CAdES.detached",
                    catalogue: "/AcroForm<</Fields[6 0 R]>>",
                    [(6, "<</FT/Sig/T(a)/V 4 0 R>>")]
                ),
                .unreadable("malformed")
            ),
        ]
    }

    private static let text = Array("BT /F1 24 Tf 72 700 Td (Hello) Tj ET".utf8)

    /// One of the usual objects as a stream.
    private static func stands(_ number: Int, _ entries: String) -> [UInt8] {
        made { file in
            for (other, body) in PDFMaker.standard() where other != number { file.object(other, body) }
            file.content()
            file.stream(number, entries, text)
        }
    }

    /// The page's content with entries of something else.
    private static func shown(
        _ number: Int,
        _ entries: String,
        catalogue: String,
        _ objects: [(Int, String)] = []
    ) -> [UInt8] {
        made { file in
            for (other, body) in PDFMaker.standard(catalogue: catalogue) { file.object(other, body) }
            file.stream(number, entries, text)
            for (number, body) in objects { file.object(number, body) }
        }
    }
}
