extension PDFCorpus {
    /// Objects that stand in a file more than once, and what has readers search for them.
    static var shadows: [PDFShape] {
        let refused = PDFShape.Fate.policy("shadowedObjects")
        return [
            PDFShape("an object once more, behind its place", shadowed(), refused),
            PDFShape("an object once more, before its place", shadowedBefore),
            PDFShape("an object once more, of another generation", shadowed(header: "4 7 obj"), refused),
            PDFShape("an object once more, on several lines", shadowed(header: "04\r\n\t0\nobj"), refused),
            PDFShape("an object once more, with a comment in its header", shadowed(header: "4 % 5\n0 obj"), refused),
            PDFShape("an object once more, with a sign before its number", shadowed(header: "+4 0 obj"), refused),
            PDFShape("a compressed object once more, behind its stream", shadowedPlainly, refused),
            PDFShape("an object once more, in a stream of objects", shadowedInStream(4), refused),
            PDFShape("an object once more, in a stream of objects without use", shadowedInIdleStream, refused),
            PDFShape("an object once more, in a stream of objects without a number", shadowedInStrayStream, refused),
            PDFShape("a damaged stream of objects without use", damagedIdleStream, refused),
            PDFShape("an object twice in one stream, of which the first counts", doubled(1), refused),
            PDFShape("an object twice in one stream, of which the last counts", doubled(2), refused),
            PDFShape("an object in no cross-reference", orphaned(nil)),
            PDFShape("an object in no cross-reference, to which one refers", orphaned(nil, "/Other 6 0 R"), refused),
            PDFShape("a free object to which one refers", orphaned(.free, "/Other 6 0 R"), refused),
            PDFShape("a compressed object in no cross-reference, to which one refers", orphanedInStream, refused),
            PDFShape("an older section leads to an object behind its place", revived, refused),
            PDFShape("another PDF within a string", body("(\n4 0 obj\nnull\nendobj\n)"), refused),
            PDFShape("startxref far from the end", padded(between: 1_100), .unreadable("malformed")),
            PDFShape("much white space behind the end", plain + newlines(1_100), .unreadable("malformed")),
            PDFShape("startxref and number in one word", ended("startxref9\n%%EOF\n"), .unreadable("malformed")),
            PDFShape(
                "startxref and number with a NUL between",
                ended("startxref\09\n%%EOF\n"),
                .unreadable("malformed")
            ),
            PDFShape("number and end in one line", ended("startxref\n9%%EOF\n"), .unreadable("malformed")),
            PDFShape("startxref at the end of another word", ended("xstartxref\n9\n%%EOF\n"), .unreadable("malformed")),
            PDFShape("Size far above all numbers", sized(50_000_000), .unreadable("malformed")),
            PDFShape("Size far above all numbers, in a stream", sizedStream, .unreadable("malformed")),
            PDFShape("Size a little above all numbers", sized(60)),
        ]
    }

    /// Tables that only some readers can make sense of.
    static var looseTables: [PDFShape] {
        [
            ("entries of 19 bytes", " n \n", " n\n"), ("entries of 21 bytes", " n \n", " n  \n"),
            ("entries that end with a tab", " n \n", " n\t\n"),
            ("empty lines between entries", "65535 f \n", "65535 f \n\n"),
            ("blanks before entries", "0000000015 ", " 0000000015 "), ("a comment behind xref", "xref\n0", "xref %\n0"),
            ("a comment before the trailer", "trailer\n", "%\ntrailer\n"), ("no line behind xref", "xref\n0", "xref 0"),
            ("a comment behind trailer", "trailer\n", "trailer%\n"), ("blanks in a head", "0 6\n", "0   6\n"),
            ("no line behind a head", "0 6\n", "0 6 "),
        ].map { name, old, new in
            PDFShape("table with " + name, edited(old, new), .unreadable("malformed"))
        } + [
            PDFShape(
                "table with a number twice",
                edited("0 6\n", "0 1\n0000000000 65535 f \n0 6\n"),
                .unreadable("ambiguous")
            ),
            PDFShape("table with a comment before it", edited("xref\n0 6", "%\nxref\n0 6"), .unreadable("malformed")),
            PDFShape("table with an empty line before it", edited("xref\n0 6", "\nxref\n0 6"), cleanForQPDF: false),
            PDFShape("table with an empty line before the trailer", edited("trailer\n", "\ntrailer\n")),
            PDFShape("table with blanks at the ends of lines", edited("0 6\n", "0 6 \n")),
        ]
    }

    private static let other = "<</Length 3>>\nstream\n0 g\nendstream\nendobj\n"

    private static func shadowed(header: String = "4 0 obj") -> [UInt8] {
        made { file in
            file.standardObjects()
            file.write("\(header)\n\(other)")
        }
    }

    private static var shadowedBefore: [UInt8] {
        made { file in
            file.write("4 0 obj\n\(other)")
            file.standardObjects()
        }
    }

    private static var shadowedPlainly: [UInt8] {
        var file = compressed()
        file.write("3 0 obj\n<</Type/Page>>\nendobj\n")
        return file.finishedWithStream()
    }

    private static func compressed() -> PDFMaker {
        var file = PDFMaker()
        file.objectStream(7, PDFMaker.standard())
        file.content()
        return file
    }

    private static func shadowedInStream(_ number: Int) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.objectStream(7, [(8, "null"), (number, "<</Other true>>")])
        file.entries[number] = .plain(start(of: number, in: file.bytes), generation: 0)
        return file.finishedWithStream()
    }

    private static var shadowedInIdleStream: [UInt8] {
        var file = compressed()
        file.objectStream(8, [(3, "<</Type/Page>>")])
        file.entries[3] = .compressed(container: 7, index: 2)
        return file.finishedWithStream()
    }

    private static var shadowedInStrayStream: [UInt8] {
        var file = compressed()
        file.objectStream(8, [(3, "<</Type/Page>>")])
        file.entries[3] = .compressed(container: 7, index: 2)
        file.entries[8] = nil
        return file.finishedWithStream()
    }

    /// A stream in which the page stands twice, at the indices 1 and 2.
    private static func doubled(_ index: Int) -> [UInt8] {
        var file = PDFMaker()
        file.content()
        let page = PDFMaker.standard()[2]
        file.objectStream(7, [PDFMaker.standard()[0], page, page] + [PDFMaker.standard()[1], PDFMaker.standard()[3]])
        file.entries[3] = .compressed(container: 7, index: index)
        return file.finishedWithStream()
    }

    private static func orphaned(_ entry: PDFMaker.Entry?, _ use: String = "") -> [UInt8] {
        made { file in
            file.standardObjects(page: use)
            file.object(6, "<</Other true>>")
            file.entries[6] = entry
            file.object(7, "null")
        }
    }

    private static var orphanedInStream: [UInt8] {
        var file = PDFMaker()
        file.standardObjects(page: "/Other 6 0 R")
        file.objectStream(7, [(8, "null"), (6, "<</Other true>>")])
        file.entries[6] = nil
        return file.finishedWithStream()
    }

    private static var damagedIdleStream: [UInt8] {
        var file = compressed()
        file.stream(8, "/Type/ObjStm/N 1/First 4", Array("x".utf8))
        return file.finishedWithStream()
    }

    private static func start(of number: Int, in bytes: [UInt8]) -> Int {
        let header = Array("\n\(number) 0 obj".utf8)
        return (bytes.indices.first { bytes[$0...].starts(with: header) } ?? 0) + 1
    }

    /// The newest section says again what the first one said.
    private static var revived: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let place = file.entries[4]
        file.table()
        file.write("%%EOF\n")
        file.stream(4, "", Array("0 g".utf8))
        file.table()
        file.write("%%EOF\n")
        file.entries[4] = place
        return file.finishedWithTable()
    }

    /// A file within the file that nobody compressed: its objects have numbers that are in use outside.
    private static func newlines(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x0A, count: count) }

    private static func padded(between count: Int) -> [UInt8] {
        let end = Array("%%EOF\n".utf8)
        return Array(plain.dropLast(end.count)) + newlines(count) + end
    }

    /// The plain file with another end, in which 9 stands for the place of the table.
    private static func ended(_ end: String) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let start = String(file.bytes.count)
        return exchanging(
            "startxref\n\(start)\n%%EOF\n",
            for: end.split(separator: "9").joined(separator: start),
            in: plain
        )
    }

    private static func sized(_ size: Int) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithTable(size: size)
    }

    private static var sizedStream: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return exchanging("/Size 7/", for: "/Size 7000000/", in: file.finishedWithStream())
    }

    /// The plain file with a text exchanged that stands behind its objects.
    private static func edited(_ old: String, _ new: String) -> [UInt8] { exchanging(old, for: new, in: plain) }

    /// The bytes with the last occurrence of a text exchanged for another, of whatever length.
    private static func exchanging(_ text: String, for other: String, in bytes: [UInt8]) -> [UInt8] {
        let old = Array(text.utf8)
        var result = bytes
        guard let start = bytes.indices.last(where: { bytes[$0...].starts(with: old) }) else { return [] }
        result.replaceSubrange(start..<(start + old.count), with: Array(other.utf8))
        return result
    }
}
