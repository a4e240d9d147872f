extension PDFCorpus {
    /// Files that carry signatures already.
    ///
    /// The values are dummies; places and ranges are right.
    static var signatures: [PDFShape] {
        [
            PDFShape("signed once", signed()),
            PDFShape("signed twice", signed(times: 2)),
            PDFShape("signed, with cross-reference streams", signed(streams: true)),
            PDFShape("signature within its field", directSignature),
            PDFShape("certified for form filling", certified("/P 2")),
            PDFShape("certified by default", certified("")),
            PDFShape("certified against all changes", certified("/P 1"), .policy("certifiedNoChanges")),
            PDFShape("certified at an unknown level", certified("/P 9"), .unreadable("malformed")),
            PDFShape(
                "locked against all changes",
                signed(field: "/Lock<</Action/All/P 1>>"),
                .policy("certifiedNoChanges")
            ),
            PDFShape(
                "signature that is no dictionary",
                form("<</Fields[10 0 R]>>", [(10, emptyField("/T(a)/V 12"))]),
                .unreadable("malformed")
            ),
        ]
    }

    /// A signed file; `lock` holds the entries of a FieldMDP transform.
    public static func locked(_ lock: String) -> [UInt8] {
        signed(value: "/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</V/1.2\(lock)>>>>]")
    }

    static func signed(
        times: Int = 1,
        streams: Bool = false,
        field: String = "",
        value: String = "",
        catalogue: String = ""
    ) -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        if streams { file.crossReferenceStream() } else { file.table() }
        file.write("%%EOF\n")
        var fields: [Int] = []
        for turn in 1...times {
            let number = file.highest + 1
            fields.append(number)
            let list = fields.map { "\($0) 0 R" }.joined(separator: " ")
            let standard = PDFMaker.standard(
                catalogue: "/AcroForm<</Fields[\(list)]/SigFlags 3>>\(catalogue)",
                page: "/Annots[\(list)]"
            )
            file.object(1, standard[0].1)
            file.object(3, standard[2].1)
            file.object(
                number,
                "<</FT/Sig/Type/Annot/Subtype/Widget/F 132/P 3 0 R/Rect[0 0 0 0]/T(Signature\(turn))/V \(number + 1) 0 R\(field)>>"
            )
            let places = file.signature(number + 1, value)
            if streams { file.crossReferenceStream() } else { file.table() }
            file.write("%%EOF\n")
            file.patch(places)
        }
        return file.bytes
    }

    private static func certified(_ level: String) -> [UInt8] {
        let value =
            "/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2\(level)>>>>]"
        return signed(value: value, catalogue: "/Perms<</DocMDP 7 0 R>>")
    }

    private static var directSignature: [UInt8] {
        form(
            "<</Fields[10 0 R]>>",
            [(10, emptyField("/T(direct)/V<</Type/Sig/Filter/X/SubFilter/Y/ByteRange[0 1 2 3]/Contents<00>>>"))]
        )
    }
}

extension PDFMaker {
    /// Writes a signature dictionary with room for its value.
    fileprivate mutating func signature(_ number: Int, _ value: String) -> (range: Int, contents: Range<Int>) {
        entries[number] = .plain(bytes.count, generation: 0)
        highest = max(highest, number)
        write("\(number) 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached\(value)/ByteRange [0 ")
        let range = bytes.count
        write(String(repeating: " ", count: 36) + "]/Contents ")
        let start = bytes.count
        write("<3003020101" + String(repeating: "0", count: 54) + ">")
        let contents = start..<bytes.count
        write(">>\nendobj\n")
        return (range, contents)
    }

    fileprivate mutating func patch(_ places: (range: Int, contents: Range<Int>)) {
        let end = bytes.count - places.contents.upperBound
        let text = Array("\(places.contents.lowerBound) \(places.contents.upperBound) \(end)".utf8)
        bytes.replaceSubrange(places.range..<(places.range + text.count), with: text)
    }
}
