extension PDFCorpus {
    /// What looks like objects and trailers of the file, and lies within its data.
    static var strays: [PDFShape] {
        let refused = PDFShape.Fate.policy("strayObjects")
        return [
            PDFShape("another PDF within a stream", holding("/Type/EmbeddedFile", plain), refused),
            PDFShape("another PDF within a compressed stream", holding("/Filter/FlateDecode", Flate.deflate(plain))),
            PDFShape("an object of another number within a stream", holding("", Array("90 0 obj null endobj".utf8))),
            PDFShape(
                "an object within a stream to which one refers",
                holding("", Array("90 0 obj null endobj".utf8), "/Other 90 0 R"),
                refused
            ),
            PDFShape("an object within a stream before its place", stray(before: true)),
            PDFShape("an object within a stream behind its place", stray(before: false), refused),
            PDFShape(
                "a trailer within a stream",
                holding("", Array("trailer <</Root 4 0 R>>".utf8)),
                refused
            ),
            PDFShape("the word trailer within a stream", holding("", Array("(trailer) Tj".utf8))),
            PDFShape("a trailer within a comment", commented, refused),
        ]
    }

    private static func holding(_ entries: String, _ data: [UInt8], _ use: String = "") -> [UInt8] {
        made { file in
            file.standardObjects(page: use)
            file.stream(6, entries, data)
        }
    }

    private static func stray(before: Bool) -> [UInt8] {
        let data = Array("0 g\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier>>\nendobj\n".utf8)
        return made { file in
            if before { file.stream(6, "", data) }
            file.standardObjects()
            if !before { file.stream(6, "", data) }
        }
    }

    private static var commented: [UInt8] {
        made { file in
            file.standardObjects()
            file.write("%trailer<</Root 4 0 R>>\n")
        }
    }
}
