extension PDFCorpus {
    /// Files in which old readers find less than new ones (ISO 32000-1 §7.5.8.4).
    static var hybrids: [PDFShape] {
        [
            PDFShape("hybrid", hybrid(hiding: 5), .policy("hybridReferences")),
            PDFShape("hybrid that hides its structure only", hybrid(hiding: 7)),
            PDFShape(
                "hybrid that shows what it hides as structure",
                hybrid(hiding: 7, page: "/Annots[7 0 R]"),
                .policy("hybridReferences")
            ),
            PDFShape("hybrid with an older object for old readers", older, .policy("hybridReferences")),
        ]
    }

    /// The table calls an object free; the stream which only newer readers look at has it.
    private static func hybrid(hiding number: Int, page: String = "") -> [UInt8] {
        var file = PDFMaker()
        file.standardObjects(catalogue: "/StructTreeRoot 6 0 R", page: page)
        file.object(6, "<</Type/StructTreeRoot/K[7 0 R]>>")
        file.object(7, "<</S/P/P 6 0 R/Pg 3 0 R/T(A title)>>")
        let hidden = file.entries.removeValue(forKey: number)
        let others = file.entries
        file.entries = [:]
        file.entries[number] = hidden
        file.previous = 0
        let start = file.bytes.count
        file.crossReferenceStream()
        file.bytes = replacing("/Prev 0", with: "       ", in: file.bytes)
        file.entries = others
        file.entries[number] = .free
        file.previous = nil
        return file.finishedWithTable("/XRefStm \(start)")
    }

    /// The newest section has a new font in its stream, and its table does not mention it.
    private static var older: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        file.table()
        file.write("%%EOF\n")
        let first = file.previous
        file.object(5, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>")
        let start = file.bytes.count
        file.crossReferenceStream()
        file.entries[0] = .free
        file.previous = first
        return file.finishedWithTable("/XRefStm \(start)")
    }
}
