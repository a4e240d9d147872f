extension PDFCorpus {
    /// Names, strings, numbers, comments and white space.
    static var syntax: [PDFShape] {
        [
            PDFShape("comments everywhere", comments),
            PDFShape("unusual white space", blanks),
            PDFShape("names with escapes", escapedNames),
            PDFShape("a reference with the highest number", body("[8388607 0 R]")),
            PDFShape("a reference with a number above", body("[8388608 0 R]"), .unreadable("malformed")),
            PDFShape("a reference with a number of 33 bits", body("[4294967300 0 R]"), .unreadable("malformed")),
            PDFShape("a name with bytes above ASCII", named("\u{C4}\u{81}\u{FE}")),
            PDFShape("a name of 127 bytes", named(String(repeating: "n", count: 127))),
            PDFShape("a name of 128 bytes", named(String(repeating: "n", count: 128)), unclear),
            PDFShape("a name with the byte 80", named("\u{80}"), unclear),
            PDFShape("a name with the byte FF", named("a\u{FF}b"), unclear),
            PDFShape("a name with a number sign", named("C#"), unclear),
            PDFShape("a name with a number sign and one digit", named("C#2"), unclear),
            PDFShape("a compressed name with the byte 80", compressedName, unclear),
            PDFShape("a trailer's name with the byte 80", trailerName, unclear),
            PDFShape("strings of every kind", strings),
            PDFShape("numbers of every kind", numbers, cleanForQPDF: false),
            PDFShape("indirect length", indirectLength),
            PDFShape("null entries", nulls),
            PDFShape("object without a value", valueless, cleanForQPDF: false),
            PDFShape("look-alikes of a placeholder", lookAlikes),
            PDFShape("many small objects", manyObjects),
        ]
    }

    private static let unclear = PDFShape.Fate.policy("unclearNames")

    /// A file with a name of such bytes.
    private static func named(_ name: String) -> [UInt8] {
        made { file in
            file.object(1, "<</Type/Catalog/Pages 2 0 R>>")
            for (number, body) in PDFMaker.standard() where number == 2 || number == 5 { file.object(number, body) }
            file.content()
            file.object(3, PDFMaker.standard(page: "/PieceInfo<</X 6 0 R>>")[2].1)
            file.object(6, "<</")
            file.bytes.removeLast("\nendobj\n".utf8.count)
            file.bytes += name.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            file.write(" 1>>\nendobj\n")
        }
    }

    private static var compressedName: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        let data = Array("6 0 <</X".utf8) + [0x80] + Array(" 1>>".utf8)
        file.stream(7, "/Type/ObjStm/N 1/First 4", data)
        file.entries[6] = .compressed(container: 7, index: 0)
        return file.finishedWithStream()
    }

    private static var trailerName: [UInt8] {
        let bytes = made(trailer: "/Other 1") { $0.standardObjects() }
        guard let place = bytes.indices.last(where: { bytes[$0...].starts(with: Array("Other".utf8)) }) else {
            return []
        }
        var result = bytes
        result[place] = 0x80
        return result
    }

    private static var comments: [UInt8] {
        made { file in
            file.object(1, "%a comment\n<<%another >>\n/Type%here\n/Catalog/Pages%(\r2%)\n0%]\nR>>%end")
            for (number, body) in PDFMaker.standard() where number > 1 { file.object(number, body) }
            file.content()
        }
    }

    private static var blanks: [UInt8] {
        made { file in
            file.object(1, "\t<<\u{C}/Type\0/Catalog\t/Pages\r\n2\t0\u{C}R \r>>")
            file.object(2, "<</Type/Pages/Kids[ 3 0 R ]/Count\t1>>")
            file.object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0\n100\r100]/Resources<<>>>>")
        }
    }

    private static var escapedNames: [UInt8] {
        made { file in
            file.object(1, "<</Ty#70e/#43atalog/P#61ges 2 0 R/A#23b#20c true/#C4 1>>")
            file.object(2, "<</Type/P#61ges/K#69ds[3 0 R]/Count 1>>")
            file.object(3, "<</#54ype/Page/Par#65nt 2 0 R/M#65diaBox[0 0 100 100]/Ann#6Fts[]/Resources<<>>>>")
        }
    }

    private static var strings: [UInt8] {
        made { file in
            file.standardObjects(page: "/PieceInfo<</X<</LastModified(D:2026)/Private 6 0 R>>>>")
            file.object(
                6,
                "[(nested (brackets) \\) \\( ) (octal \\101\\7\\0533) (line\\\ncontinued) (a\r\nb) () <> <4> <48 65\n6C>"
                    + " (\\q\\n\\r\\t\\b\\f\\\\)]"
            )
        }
    }

    private static var numbers: [UInt8] {
        made { file in
            file.standardObjects(
                page: "/UserUnit 1.0/X[+17 -98 0 034 34.5 -3.62 +123.6 4. -.002 0.0 99999999999999999999]"
            )
        }
    }

    private static var indirectLength: [UInt8] {
        made { file in
            let text = Array("BT /F1 24 Tf 72 700 Td (endstream) Tj ET\nendstream endobj".utf8)
            for (number, body) in PDFMaker.standard() { file.object(number, body) }
            file.stream(4, "", text, length: "6 0 R")
            file.object(6, "\(text.count)")
        }
    }

    private static var nulls: [UInt8] {
        made { file in
            file.standardObjects(catalogue: "/AcroForm null/Perms 77 0 R", page: "/Annots null/CropBox null")
        }
    }

    private static var valueless: [UInt8] {
        made { file in
            file.standardObjects(page: "/Tabs 6 0 R")
            file.object(6, "")
        }
    }

    private static var lookAlikes: [UInt8] {
        made { file in
            for (number, body) in PDFMaker.standard() { file.object(number, body) }
            file.stream(
                4,
                "",
                Array(
                    "%/ByteRange [0 0000000000 0000000000 0000000000]/Contents <00000000>\n%startxref\n1\n%%EOF\n".utf8
                )
            )
            file.object(6, "<</ByteRange[0 1 2 3]/Contents<0000>>>")
        }
    }

    private static var manyObjects: [UInt8] {
        made { file in
            file.standardObjects()
            for number in 6..<3_000 { file.object(number, "<</N \(number)/Next \(number + 1) 0 R>>") }
        }
    }
}
