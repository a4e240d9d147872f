extension PDFCorpus {
    /// Headers, ends and line ends.
    static var framing: [PDFShape] {
        [
            PDFShape("plain", plain),
            PDFShape("version 2.0", made("%PDF-2.0\n%abcd\n") { $0.standardObjects() }),
            PDFShape("version 1.3 without binary comment", made("%PDF-1.3\n") { $0.standardObjects() }),
            PDFShape("lines end with CRLF", lines("\r\n", entryEnd: "\r\n")),
            PDFShape("lines end with CR", lines("\r", entryEnd: " \r")),
            PDFShape("table entries of 19 bytes", lines("\n", entryEnd: "\n"), .unreadable("malformed")),
            PDFShape("no line end at the end", Array(plain.dropLast())),
            PDFShape("white space behind the end", plain + Array("\r\n \t\n\0\n".utf8)),
            PDFShape("empty", [], .unreadable("notPDF")),
            PDFShape("not a PDF", Array("PK\u{3}\u{4} a spreadsheet".utf8), .unreadable("notPDF")),
            PDFShape("bytes before the header", Array("junk\n".utf8) + plain, .unreadable("notPDF")),
            PDFShape("unknown version", made("%PDF-3.0\n") { $0.standardObjects() }, .unreadable("notPDF")),
            PDFShape("cut off", Array(plain.prefix(plain.count * 2 / 3)), .unreadable("notPDF")),
            PDFShape("bytes behind the end", plain + Array("<script>".utf8), .unreadable("notPDF")),
            PDFShape(
                "no startxref",
                replacing("startxref", with: "startxxxx", in: plain),
                .unreadable("malformed")
            ),
            PDFShape("header only", Array("%PDF-1.7\n%%EOF\n".utf8), .unreadable("malformed")),
        ]
    }

    private static func lines(_ newline: String, entryEnd: String) -> [UInt8] {
        var file = PDFMaker("%PDF-1.4" + newline)
        file.newline = newline
        file.standardObjects()
        file.table(entryEnd: entryEnd)
        file.write("%%EOF" + newline)
        return file.bytes
    }

    /// A file with a table, whose objects are written by `build`.
    static func made(
        _ header: String = "%PDF-1.7\n",
        trailer: String = "",
        _ build: (inout PDFMaker) -> Void
    ) -> [UInt8] {
        var file = PDFMaker(header)
        build(&file)
        return file.finishedWithTable(trailer)
    }

    /// The bytes with the last occurrence of a text exchanged for another of the same length.
    static func replacing(_ text: String, with other: String, in bytes: [UInt8]) -> [UInt8] {
        let (old, new) = (Array(text.utf8), Array(other.utf8))
        var result = bytes
        for start in stride(from: bytes.count - old.count, through: 0, by: -1)
        where bytes[start..<(start + old.count)].elementsEqual(old) {
            result.replaceSubrange(start..<(start + old.count), with: new)
            break
        }
        return result
    }
}
