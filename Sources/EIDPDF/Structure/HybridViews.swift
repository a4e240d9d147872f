/// The two views of a hybrid-reference file: what readers find that know of `XRefStm`, and what older ones find without
/// (ISO 32000-1 §7.5.8.4).
///
/// Word and Excel, and Acrobat's converter for them, write such files by default: they hide the structure for assistive
/// technology from readers that are too old to know what it is. Then everybody sees the same pages.
enum HybridViews {
    /// Whether anything but the structure tree differs.
    ///
    /// Walks as a new reader does. As long as nothing on the way differs, an old reader walks the same way.
    static func differ(
        _ catalogue: PDFDictionary,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Bool {
        let hidden = reader.references.hidden
        if hidden.isEmpty { return false }
        let trailer = reader.references.trailer
        var shown = catalogue
        shown["StructTreeRoot"] = nil
        var seen: Set<Int> = []
        var open: [Int] = []
        func note(_ object: PDFObject) {
            ObjectCensus.visit(object) { if seen.insert($0.number).inserted { open.append($0.number) } }
        }
        // The catalogue was looked into already, without its structure tree.
        if let root = trailer["Root"]?.reference { seen.insert(root.number) }
        note(.dictionary(shown))
        if let information = trailer["Info"] { note(information) }
        while let number = open.popLast() {
            if hidden.contains(number) { return true }
            note(try reader.anyObject(number))
        }
        return trailer["Root"]?.reference.map { hidden.contains($0.number) } ?? false
    }
}
