extension PDFCorpus {
    /// Files that two readers could read differently.
    static var ambiguous: [PDFShape] {
        [
            PDFShape(
                "key twice in the trailer",
                made(trailer: "/Root 2 0 R") { $0.standardObjects() },
                .unreadable("ambiguous")
            ),
            PDFShape(
                "key twice in the catalogue",
                made { $0.standardObjects(catalogue: "/Pages 3 0 R") },
                .unreadable("ambiguous")
            ),
            PDFShape(
                "key twice in a page",
                made { $0.standardObjects(page: "/M#65diaBox[0 0 1 1]") },
                .unreadable("ambiguous")
            ),
            PDFShape("key twice in a stream", keyInStream, .unreadable("ambiguous")),
            PDFShape("key twice in a large catalogue", largeCatalogue, .unreadable("ambiguous")),
            PDFShape("key twice in a form", form("<</Fields[]/Fields[]>>"), .unreadable("ambiguous")),
            PDFShape("overlapping objects", overlapping, .unreadable("ambiguous")),
            PDFShape("reference to an older generation", oldGeneration, .unreadable("ambiguous")),
            PDFShape("reference to a reference", indirectReference, .unreadable("malformed")),
        ]
    }

    private static var keyInStream: [UInt8] {
        made { file in
            file.standardObjects()
            file.stream(6, "/Length 1", [1, 2, 3])
        }
    }

    private static var largeCatalogue: [UInt8] {
        made { file in
            let many = (0..<40).map { "/K\($0) \($0)" }.joined()
            file.standardObjects(catalogue: many + "/K0 7")
        }
    }

    private static var overlapping: [UInt8] {
        made { file in
            file.standardObjects()
            let start = file.bytes.count
            file.object(6, "(7 0 obj (hidden) endobj )")
            let place = start + "6 0 obj\n(".utf8.count
            file.entries[7] = .plain(place, generation: 0)
            file.highest = 7
        }
    }

    private static var oldGeneration: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>")
            for (number, body) in PDFMaker.standard() where number > 1 { file.object(number, body) }
            file.content()
            file.object(6, "<</Fields[]>>", generation: 2)
        }
    }

    private static var indirectReference: [UInt8] {
        made { file in
            file.standardObjects(catalogue: "/AcroForm 6 0 R")
            file.object(6, "7 0 R")
            file.object(7, "<</Fields[]>>")
        }
    }
}
