/// Writes a PDF piece by piece, with full control over every oddity.
struct PDFMaker {
    var bytes: [UInt8]
    /// Where the objects of the current revision are.
    var entries: [Int: Entry] = [:]
    var highest = 0
    var previous: Int?
    var newline = "\n"

    enum Entry {
        case free
        case plain(Int, generation: Int)
        case compressed(container: Int, index: Int)
    }

    init(_ header: String = "%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n") {
        bytes = header.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func note(_ number: Int, _ entry: Entry) {
        entries[number] = entry
        highest = max(highest, number)
    }

    mutating func object(_ number: Int, _ body: String, generation: Int = 0) {
        note(number, .plain(bytes.count, generation: generation))
        write("\(number) \(generation) obj\(newline)\(body)\(newline)endobj\(newline)")
    }

    mutating func stream(_ number: Int, _ entries: String, _ data: [UInt8], length: String? = nil) {
        note(number, .plain(bytes.count, generation: 0))
        write("\(number) 0 obj\n<<\(entries)/Length \(length ?? String(data.count))>>\nstream\n")
        bytes.append(contentsOf: data)
        write("\nendstream\nendobj\n")
    }

    mutating func objectStream(_ number: Int, _ objects: [(Int, String)], isFlate: Bool = true, extra: String = "") {
        var head = ""
        var body = ""
        for (index, object) in objects.enumerated() {
            head += "\(object.0) \(body.utf8.count) "
            body += object.1 + "\n"
            note(object.0, .compressed(container: number, index: index))
        }
        let plain = Array((head + body).utf8)
        let data = isFlate ? Flate.deflate(plain) : plain
        let filter = isFlate ? "/Filter/FlateDecode" : ""
        stream(number, "/Type/ObjStm/N \(objects.count)/First \(head.utf8.count)\(filter)\(extra)", data)
    }

    /// Catalogue, page tree, page, content and font as objects 1 to 5.
    mutating func standardObjects(catalogue: String = "", page: String = "", pages: String = "") {
        for (number, body) in Self.standard(catalogue: catalogue, page: page, pages: pages) { object(number, body) }
        content()
    }

    mutating func content() {
        stream(4, "", Array("BT /F1 24 Tf 72 700 Td (Hello) Tj ET".utf8))
    }

    static func standard(catalogue: String = "", page: String = "", pages: String = "") -> [(Int, String)] {
        [
            (1, "<</Type/Catalog/Pages 2 0 R\(catalogue)>>"),
            (2, "<</Type/Pages/Kids[3 0 R]/Count 1\(pages)>>"),
            (
                3,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>\(page)>>"
            ),
            (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        ]
    }
}
