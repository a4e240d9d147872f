extension PDFCorpus {
    /// Files that lead nowhere.
    static var damaged: [PDFShape] {
        [
            PDFShape("entry that leads to another object", misled, .unreadable("malformed")),
            PDFShape("entry that leads out of the file", outside, .unreadable("malformed")),
            PDFShape(
                "startxref that leads nowhere",
                replacing("startxref\n", with: "startxref\n1", in: plain),
                .unreadable("malformed")
            ),
            PDFShape(
                "table that is damaged",
                replacing("00000 n \n", with: "0000A n \n", in: plain),
                .unreadable("malformed")
            ),
            PDFShape(
                "trailer that is missing",
                replacing("trailer", with: "tr-iler", in: plain),
                .unreadable("malformed")
            ),
            PDFShape(
                "root that is missing",
                replacing("/Root 1", with: "/Rood 1", in: plain),
                .unreadable("malformed")
            ),
            PDFShape("root that is free", replacing("/Root 1", with: "/Root 0", in: plain), .unreadable("malformed")),
            PDFShape("sections in a loop", loop, .unreadable("malformed")),
            PDFShape("older section out of the file", chained("/Prev 99999999"), .unreadable("malformed")),
            PDFShape("older section before the file", chained("/Prev -5"), .unreadable("malformed")),
            PDFShape("older section by reference", chained("/Prev 5 0 R"), .unreadable("malformed")),
            PDFShape("length that is wrong", length("30"), .unreadable("malformed")),
            PDFShape("length out of the file", length("9999999"), .unreadable("malformed")),
            PDFShape("length below zero", length("-1"), .unreadable("malformed")),
            PDFShape("length beyond 64 bits", length("99999999999999999999"), .unreadable("malformed")),
            PDFShape("length that is missing", length("null"), .unreadable("malformed")),
            PDFShape("length that needs itself", length("4 0 R"), .unreadable("malformed")),
            PDFShape(
                "endobj that is missing",
                replacing("endobj", with: "xxxxxx", in: plain),
                .unreadable("malformed")
            ),
            PDFShape("string that does not end", body("(abc"), .unreadable("malformed")),
            PDFShape("hexadecimal string with other letters", body("<4X>"), .unreadable("malformed")),
            PDFShape("dictionary that does not end", body("<</A 1"), .unreadable("malformed")),
            PDFShape("key that is no name", body("<<1 2>>"), .unreadable("malformed")),
            PDFShape("number that is none", body("[1-2]"), .unreadable("malformed")),
            PDFShape("unknown word", body("[nul]"), .unreadable("malformed")),
            PDFShape("name with a NUL", body("/A#00B"), .unreadable("malformed")),
            PDFShape("encrypted", made(trailer: "/Encrypt 5 0 R") { $0.standardObjects() }, .unreadable("encrypted")),
            PDFShape("encrypted, with a stream", encryptedStream, .unreadable("encrypted")),
            PDFShape("encrypted in an older section", encryptedBefore, .unreadable("encrypted")),
        ]
    }

    private static var misled: [UInt8] {
        made { file in
            file.standardObjects()
            file.entries[5] = file.entries[3]
        }
    }

    private static var outside: [UInt8] {
        made { file in
            file.standardObjects()
            file.entries[5] = .plain(9_999_999_999, generation: 0)
        }
    }

    private static var loop: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.previous = file.bytes.count
        file.entries[0] = .free
        return file.finishedWithTable()
    }

    private static func chained(_ entry: String) -> [UInt8] { made(trailer: entry) { $0.standardObjects() } }

    private static func length(_ length: String) -> [UInt8] {
        made { file in
            for (number, body) in PDFMaker.standard() { file.object(number, body) }
            file.stream(4, "", Array("BT /F1 24 Tf 72 700 Td (Hello) Tj ET".utf8), length: length)
        }
    }

    static func body(_ text: String) -> [UInt8] {
        made { file in
            file.standardObjects()
            file.object(6, text)
        }
    }

    private static var encryptedStream: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithStream("/Encrypt<</Filter/Standard>>")
    }

    private static var encryptedBefore: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.table("/Encrypt 5 0 R")
        file.write("%%EOF\n")
        file.object(6, "null")
        return file.finishedWithTable()
    }
}
