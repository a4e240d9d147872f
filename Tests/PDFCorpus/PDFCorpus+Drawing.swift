extension PDFCorpus {
    /// Files that are sound, and that readers draw in different ways.
    static var drawing: [PDFShape] {
        let refused = PDFShape.Fate.policy("unclearContent")
        let look = "/Type/Annot/Subtype/Stamp/F 4/Rect[9 9 99 99]"
        return [
            PDFShape("contents in a list", contents("[4 0 R 4 0 R]")),
            PDFShape("contents in a list of its own", contents("6 0 R", "[4 0 R]")),
            PDFShape("contents in a list within a list", contents("[4 0 R [5 0 R]]"), refused, cleanForQPDF: false),
            PDFShape("contents that are a list of lists", contents("[6 0 R]", "[4 0 R]"), refused, cleanForQPDF: false),
            PDFShape("contents that are a dictionary", contents("5 0 R"), refused, cleanForQPDF: false),
            PDFShape("a filter of an encryption that the file does not have", filtered("/Crypt"), refused),
            PDFShape("a filter of an encryption in a list", filtered("[/Crypt/FlateDecode]"), refused),
            PDFShape("no filter in a list", filtered("[null]"), refused),
            PDFShape("no filter in a list of its own", filtered("7 0 R", "[null]"), refused),
            PDFShape("a filter in an object of its own", filtered("7 0 R", "/Crypt"), refused),
            PDFShape("an annotation with a state", annotated("\(look)/AS/On/AP<</N<</On 7 0 R/Off 8 0 R>>>>")),
            PDFShape("an annotation without its state", annotated("\(look)/AP<</N<</On 7 0 R/Off 8 0 R>>>>"), refused),
            PDFShape("an annotation with an empty list of states", annotated("\(look)/AP<</N<<>>>>")),
            PDFShape("a table that replaces a compressed page", stale(2), .policy("hybridReferences")),
            PDFShape(
                "a table that replaces an object that was not compressed",
                stale(1),
                .policy("mixedReferences")
            ),
        ]
    }

    private static func contents(_ list: String, _ object: String = "null") -> [UInt8] {
        made { file in
            for (number, text) in PDFMaker.standard() where number != 3 { file.object(number, text) }
            let resources = "/Resources<</Font<</F1 5 0 R>>>>"
            file.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(list)\(resources)>>")
            file.content()
            file.object(6, object)
        }
    }

    private static func filtered(_ filter: String, _ object: String = "null") -> [UInt8] {
        made { file in
            file.standardObjects()
            file.stream(6, "/Filter \(filter)", Array("0 g".utf8))
            file.object(7, object)
        }
    }

    /// The page, which was compressed, or its font, which was not, stands in a later revision once more.
    private static func stale(_ count: Int) -> [UInt8] {
        let objects = PDFMaker.standard()
        var file = PDFMaker()
        file.content()
        for (number, text) in objects where number != 3 { file.object(number, text) }
        file.objectStream(7, [(3, objects[2].1)])
        file.crossReferenceStream()
        file.write("%%EOF\n")
        let number = count == 2 ? 3 : 5
        if let (_, text) = objects.first(where: { $0.0 == number }) { file.object(number, text) }
        return file.finishedWithTable()
    }
}
