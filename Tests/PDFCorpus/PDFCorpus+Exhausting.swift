extension PDFCorpus {
    /// Files that try to use up time or memory.
    static var exhausting: [PDFShape] {
        [
            PDFShape("deeply nested array", body(String(repeating: "[", count: 100_000)), .unreadable("tooLarge")),
            PDFShape(
                "deeply nested dictionary",
                body(String(repeating: "<</A", count: 50_000)),
                .unreadable("tooLarge")
            ),
            PDFShape("object stream that unfolds to 64 MB", bomb, .unreadable("tooLarge")),
            PDFShape("cross-references for a billion objects", billion, .unreadable("tooLarge")),
            PDFShape(
                "table that claims a billion entries",
                replacing("xref\n0 6", with: "xref\n0 999999999", in: plain),
                .unreadable("tooLarge")
            ),
            PDFShape("six hundred revisions", revisions, .unreadable("tooLarge")),
            PDFShape("page tree of 100 levels", deepTree, .unreadable("tooLarge")),
        ]
    }

    /// A sound file with so many objects.
    public static func objects(_ count: Int) -> [UInt8] {
        made { file in
            file.standardObjects()
            for number in 6..<(6 + count) {
                file.object(number, "<</N \(number)/Text(some text)/Next \(number + 1) 0 R>>")
            }
        }
    }

    /// Streams which all have the same length, a number behind 100 KB of white space.
    public static func costly(streams: Int) -> [UInt8] {
        made { file in
            file.standardObjects()
            file.object(6, String(repeating: " ", count: 100_000) + "3")
            for number in 7..<(7 + streams) { file.stream(number, "", [1, 2, 3], length: "6 0 R") }
        }
    }

    private static var bomb: [UInt8] {
        var file = PDFMaker()
        file.content()
        for (number, body) in PDFMaker.standard() where number != 5 { file.object(number, body) }
        let zeros = [UInt8](repeating: 0x20, count: 64 << 20)
        file.stream(6, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Flate.deflate(zeros))
        file.entries[5] = .compressed(container: 6, index: 0)
        return file.finishedWithStream()
    }

    private static var billion: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let bytes = file.finishedWithStream("/Index[0 1000000000]/X[")
        return replacing("/Index[0 7]", with: "/Xndex[0 7]", in: replacing("/X[", with: "   ", in: bytes))
    }

    private static var revisions: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        for _ in 0..<600 {
            file.table()
            file.object(6, "null")
        }
        return file.finishedWithTable()
    }

    private static var deepTree: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            for number in 2..<102 {
                file.object(number, "<</Type/Pages/Kids[\(number + 1) 0 R]/Count 1/Parent \(number - 1) 0 R>>")
            }
            file.object(102, "<</Type/Page/Parent 101 0 R/MediaBox[0 0 9 9]>>")
        }
    }
}
