extension PDFCorpus {
    /// Tables, streams and their chains.
    static var crossReferences: [PDFShape] {
        [
            PDFShape("cross-reference stream", streamed(PDFMaker.StreamStyle())),
            PDFShape("cross-reference stream, not compressed", streamed(PDFMaker.StreamStyle(isFlate: false))),
            PDFShape("cross-reference stream with predictor", streamed(PDFMaker.StreamStyle(hasPredictor: true))),
            PDFShape("cross-reference stream without types", withoutTypes),
            PDFShape("several subsections", sparse),
            PDFShape("updated by a table", updated { $0.table() }),
            PDFShape("updated by a stream", updatedStream),
            PDFShape("updated five times", updatedOften),
            PDFShape("an object freed by an update", freed("/Other 1")),
            PDFShape(
                "an object freed by an update, to which one refers",
                freed("/Annots 6 0 R"),
                .policy("shadowedObjects")
            ),
            PDFShape("linearised order", linearised),
            PDFShape("object of generation 3", generation),
            PDFShape("Size is too small", tooSmallSize, .unreadable("ambiguous")),
            PDFShape("Size is too small, in a stream", tooSmallStream, .unreadable("ambiguous")),
            PDFShape("Size is no number", indirectSize, .unreadable("malformed")),
            PDFShape("identifiers and information", identified),
            PDFShape("information beside a cross-reference stream", informed),
            PDFShape("unused number in use at 0", unusedNumber, cleanForQPDF: false),
            PDFShape(
                "cross-reference stream whose compression ends flushed",
                streamed(PDFMaker.StreamStyle(isFlushed: true)),
                cleanForQPDF: false
            ),
            PDFShape(
                "cross-reference stream that is cut off",
                streamed(PDFMaker.StreamStyle(isFlushed: true, isCut: true)),
                .unreadable("malformed")
            ),
            PDFShape("references to numbers that come next", promising),
        ]
    }

    private static func streamed(_ style: PDFMaker.StreamStyle) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithStream(style: style)
    }

    private static var withoutTypes: [UInt8] {
        // All objects are in use, and the free one is left to an older section that does not exist.
        var file = PDFMaker()
        file.standardObjects()
        file.previous = 0
        let bytes = file.finishedWithStream(style: PDFMaker.StreamStyle(omitsType: true))
        return replacing("/Prev 0", with: "       ", in: bytes)
    }

    private static var sparse: [UInt8] {
        made { file in
            file.standardObjects()
            file.object(40, "(alone)")
            file.object(41, "[1 2 3]")
            file.object(5_000, "<</Far true>>")
        }
    }

    private static func updated(_ finish: (inout PDFMaker) -> Void) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.table()
        file.write("%%EOF\n")
        file.object(3, PDFMaker.standard(page: "/Rotate 0")[2].1)
        finish(&file)
        file.write("%%EOF\n")
        return file.bytes
    }

    private static var updatedStream: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.crossReferenceStream()
        file.write("%%EOF\n")
        file.object(3, PDFMaker.standard(page: "/Rotate 0")[2].1)
        return file.finishedWithStream()
    }

    private static var updatedOften: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        for turn in 1...5 {
            file.table()
            file.write("%%EOF\n")
            file.object(3, PDFMaker.standard(page: "/UserUnit \(turn)")[2].1)
        }
        return file.finishedWithTable()
    }

    private static func freed(_ use: String) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects(page: use)
        file.object(6, "[]")
        file.table()
        file.write("%%EOF\n")
        file.entries[6] = .free
        return file.finishedWithTable()
    }

    /// The newest section stands first in the file and refers to one behind it (ISO 32000-1 annex F).
    private static var linearised: [UInt8] {
        func build(_ later: Int) -> (bytes: [UInt8], later: Int) {
            var file = PDFMaker()
            let first = file.bytes.count + 400
            let objects = PDFMaker.standard()
            var rows: [String] = []
            var body = PDFMaker("")
            for (number, text) in objects where number != 5 {
                rows.append("\(PDFMaker.digits(first + body.bytes.count, 10)) 00000 n \n")
                body.object(number, text)
            }
            rows.append("\(PDFMaker.digits(first + body.bytes.count, 10)) 00000 n \n")
            body.content()
            let start = file.bytes.count
            file.write("xref\n1 4\n" + rows.joined())
            file.write("trailer\n<</Size 6/Root 1 0 R/Prev \(PDFMaker.digits(later, 10))>>\nstartxref\n0\n%%EOF\n")
            while file.bytes.count < first { file.write(" ") }
            file.bytes += body.bytes
            let font = file.bytes.count
            file.object(5, objects[3].1)
            let second = file.bytes.count
            file.write("xref\n0 1\n0000000000 65535 f \n5 1\n\(PDFMaker.digits(font, 10)) 00000 n \n")
            file.write("trailer\n<</Size 6>>\nstartxref\n\(start)\n%%EOF\n")
            return (file.bytes, second)
        }
        return build(build(0).later).bytes
    }

    private static var generation: [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            file.object(2, "<</Type/Pages/Kids[3 3 R]/Count 1>>")
            file.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>", generation: 3)
        }
    }

    private static var tooSmallSize: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithTable(size: 4)
    }

    /// The stream says itself where it is, under a number that is not below its size.
    private static var tooSmallStream: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return replacing("/Size 7", with: "/Size 6", in: file.finishedWithStream())
    }

    private static var indirectSize: [UInt8] { replacing("/Size 6/", with: "/Size 5 0 R/", in: plain) }

    private static var informed: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.object(6, "<</Title(A title)>>")
        return file.finishedWithStream("/Info 6 0 R")
    }

    private static var unusedNumber: [UInt8] {
        made { file in
            file.standardObjects()
            file.entries[6] = .plain(0, generation: 0)
            file.highest = 6
        }
    }

    private static var identified: [UInt8] {
        made(trailer: "/Info 6 0 R/ID[<00112233445566778899AABBCCDDEEFF><FFEEDDCCBBAA99887766554433221100>]") { file in
            file.standardObjects()
            file.object(
                6,
                "<</Title(A \\(bracketed\\) title\\055\\n)/Author<FEFF00C4>/CreationDate(D:20260101000000Z)>>"
            )
        }
    }

    /// The next objects of the file would have the numbers 7 and 8.
    private static var promising: [UInt8] {
        made { file in
            file.standardObjects()
            file.object(6, "[7 0 R 8 0 R 10 0 R]")
        }
    }
}
