extension PDFCorpus {
    /// Streams that hold the structure of a file, and what leads to them, written so that readers do not agree about them.
    static var structure: [PDFShape] {
        let malformed = PDFShape.Fate.unreadable("malformed")
        let unsupported = PDFShape.Fate.unreadable("unsupported")
        return [
            ("no filter in an array", "/Filter[null]", unsupported),
            ("an empty array of filters", "/Filter[]", unsupported),
            ("parameters without a filter", "/DecodeParms[null]", unsupported),
            ("abbreviated parameters", "/DP<</Predictor 12/Columns 7>>", unsupported),
        ].map { name, filter, fate in
            PDFShape("cross-reference stream with \(name)", stream(filter, isFlate: false), fate)
        } + [
            PDFShape(
                "cross-reference stream with the predictor of a picture",
                stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 3/BitsPerComponent 4/Columns 7>>"),
                unsupported
            ),
            PDFShape("cross-reference stream whose kinds have five bytes", wideKinds, malformed),
            PDFShape("cross-reference stream behind a comment", behindComment, malformed),
            PDFShape(
                "cross-references that go on in the header",
                made(trailer: "/Prev 0") { $0.standardObjects() },
                malformed
            ),
            PDFShape("object stream out of order", container("3 9 6 0 ", "<</A 1>>\n<</B 2>>\n"), malformed),
            PDFShape(
                "object stream with two objects at one place",
                container("3 0 6 0 ", "<</A 1>>\n<</B 2>>\n"),
                malformed
            ),
            PDFShape("object stream whose objects overlap", container("6 0 3 5 ", "[(x) <</A 1>>]\n"), malformed),
            PDFShape(
                "object that is a reference",
                made {
                    $0.object(6, "4 0 R"); $0.standardObjects()
                },
                malformed
            ),
            PDFShape(
                "reference of another generation, which nothing looks up",
                made { $0.standardObjects(page: "/Other 5 1 R") },
                .unreadable("ambiguous")
            ),
            PDFShape(
                "key twice far within a page",
                made { $0.standardObjects(page: "/Other[<</A[<</B 1/B 2>>]>>]") },
                .policy("unclearNames")
            ),
            PDFShape(
                "key twice with one value",
                made { $0.standardObjects(page: "/Other[<</A[<</B 1/B 1>>]>>]") },
                cleanForQPDF: false
            ),
            PDFShape("texts twice in the information", doubled("(A)", "(B)"), cleanForQPDF: false),
            PDFShape(
                "texts twice in what is more than information",
                doubled("(A)", "(B)/X[]"),
                .policy("unclearNames")
            ),
            PDFShape("names twice in the information", doubled("/A", "/B"), .policy("unclearNames")),
            PDFShape("linearized, with the length of a longer file", linearized("9999"), .policy("shadowedObjects")),
            PDFShape("linearized, with its own length", linearized(nil), .policy("shadowedObjects")),
            PDFShape("linearized, with a length that is no number", linearized("(x)"), .policy("shadowedObjects")),
            PDFShape("linearized, and longer since", linearized("0100")),
        ]
    }

    private static func doubled(_ one: String, _ other: String) -> [UInt8] {
        made(trailer: "/Info 6 0 R") { file in
            file.standardObjects()
            file.object(6, "<</Title \(one)/Title \(other)>>")
        }
    }

    private static func stream(_ filter: String, isFlate: Bool = true) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithStream(style: PDFMaker.StreamStyle(isFlate: isFlate, filter: filter))
    }

    /// Each kind as five bytes, of which the last says it.
    private static var wideKinds: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let start = file.bytes.count
        var rows: [UInt8] = []
        for number in 0...6 {
            var place = 0
            if case .plain(let offset, _)? = file.entries[number] { place = offset }
            if number == 6 { place = start }
            rows += [0, 0, 0, 0, number == 0 ? 0 : 1, UInt8(place >> 8), UInt8(place & 255), 0]
        }
        file.stream(6, "/Type/XRef/Size 7/Root 1 0 R/W[5 2 1]", rows)
        file.write("startxref\n\(start)\n%%EOF\n")
        return file.bytes
    }

    private static var behindComment: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let start = file.bytes.count
        file.write("% a comment\n")
        let end = Array("startxref\n\(file.bytes.count)\n%%EOF\n".utf8)
        let bytes = file.finishedWithStream()
        return bytes.dropLast(end.count) + Array("startxref\n\(start)\n%%EOF\n".utf8)
    }

    /// A stream of two objects, of which the second in the list is used.
    private static func container(_ directory: String, _ objects: String) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects(page: "/Other 6 0 R")
        let data = Array((directory + objects).utf8)
        file.stream(7, "/Type/ObjStm/N 2/First \(directory.utf8.count)", data)
        file.entries[6] = .compressed(container: 7, index: directory.hasPrefix("6") ? 0 : 1)
        return file.finishedWithStream()
    }

    /// A file that says of itself that it begins with its first page; with its own length where none is given.
    private static func linearized(_ length: String?) -> [UInt8] {
        func build(_ length: String) -> [UInt8] {
            made { file in
                file.object(6, "<</Linearized 1/L \(length)/H[100 10]/O 3/E 400/N 1/T 500>>")
                file.standardObjects()
            }
        }
        return build(length ?? PDFMaker.digits(build("0000").count, 4))
    }
}
