extension PDFCorpus {
    /// Objects within streams.
    static var objectStreams: [PDFShape] {
        [
            PDFShape("object stream", compressed()),
            PDFShape("object stream, not compressed", compressed(isFlate: false)),
            PDFShape("catalogue, form and page in an object stream", compressedForm),
            PDFShape("length of a stream in an object stream", compressedLength),
            PDFShape("compressed object replaced by an update", replaced),
            PDFShape(
                "object stream with another filter",
                compressed(extra: "/Filter/LZWDecode", isFlate: false),
                .unreadable("unsupported")
            ),
            PDFShape(
                "object stream in another file",
                compressed(extra: "/F(other.bin)"),
                .unreadable("unsupported")
            ),
            PDFShape("object stream with wrong numbers", wrongDirectory, .unreadable("malformed")),
            PDFShape("object stream within an object stream", nested, .unreadable("malformed")),
            PDFShape("object stream that needs itself", selfish, .unreadable("malformed")),
            PDFShape("damaged compression", damagedFlate, .unreadable("malformed")),
        ]
    }

    private static func compressed(extra: String = "", isFlate: Bool = true) -> [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard(), isFlate: isFlate, extra: extra)
        return file.finishedWithStream()
    }

    private static var compressedForm: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(
            6,
            PDFMaker.standard(catalogue: "/AcroForm 7 0 R", page: "/Annots 8 0 R") + [
                (7, "<</Fields 9 0 R>>"), (8, "[]"), (9, "[]"),
            ]
        )
        return file.finishedWithStream(style: PDFMaker.StreamStyle(hasPredictor: true))
    }

    private static var compressedLength: [UInt8] {
        var file = PDFMaker()
        let text = Array("BT /F1 24 Tf 72 700 Td (Hello) Tj ET".utf8)
        file.stream(4, "", text, length: "7 0 R")
        file.objectStream(6, PDFMaker.standard() + [(7, "\(text.count)")])
        return file.finishedWithStream()
    }

    private static var replaced: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard())
        file.crossReferenceStream()
        file.write("%%EOF\n")
        file.object(3, PDFMaker.standard(page: "/Rotate 90")[2].1)
        return file.finishedWithStream()
    }

    private static var wrongDirectory: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard())
        file.entries[3] = .compressed(container: 6, index: 0)
        return file.finishedWithStream()
    }

    private static var nested: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard())
        file.entries[6] = .compressed(container: 7, index: 0)
        file.stream(7, "/Type/ObjStm/N 1/First 4", Array("6 0 null".utf8))
        return file.finishedWithStream()
    }

    private static var selfish: [UInt8] {
        var file = PDFMaker()
        file.content()
        file.objectStream(6, PDFMaker.standard(), extra: "/Whatever 1")
        file.stream(7, "/Type/ObjStm/N 1/First 4", Array("8 0 8".utf8), length: "8 0 R")
        file.entries[8] = .compressed(container: 7, index: 0)
        file.highest = 8
        return file.finishedWithStream()
    }

    private static var damagedFlate: [UInt8] {
        var file = PDFMaker()
        file.content()
        for (number, body) in PDFMaker.standard() where number != 5 { file.object(number, body) }
        file.stream(6, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Array("this is no Flate data".utf8))
        file.entries[5] = .compressed(container: 6, index: 0)
        return file.finishedWithStream()
    }
}
