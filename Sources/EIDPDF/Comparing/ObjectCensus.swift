/// How often the objects of a document point to certain numbers.
///
/// An object that two places use means something in both: a change that is harmless in one may show in the other.
struct ObjectCensus {
    private var counts: [Int: Int] = [:]

    init(of document: PDFDocument, about numbers: Set<Int>) throws(PDFError) {
        guard !numbers.isEmpty else { return }
        var reader = document.reader()
        for number in document.references.entries.keys.sorted() {
            let object = try reader.anyObject(number)
            Self.visit(object) { reference in
                if numbers.contains(reference.number) { counts[reference.number, default: 0] += 1 }
            }
        }
    }

    /// How many references lead there.
    func count(_ number: Int) -> Int { counts[number] ?? 0 }

    /// Calls the body for each reference within an object; nesting is bounded by the parser.
    static func visit(_ object: PDFObject, _ body: (PDFReference) -> Void) {
        switch object {
        case .reference(let reference): body(reference)
        case .array(let elements): for element in elements { visit(element, body) }
        case .dictionary(let dictionary): for entry in dictionary.entries { visit(entry.value, body) }
        case .stream(let stream): for entry in stream.dictionary.entries { visit(entry.value, body) }
        default: break
        }
    }
}

extension PDFObjectReader {
    /// The object of that number in whatever generation it has; null if there is none.
    mutating func anyObject(_ number: Int) throws(PDFError) -> PDFObject {
        let generation: Int =
            if case .offset(_, let generation) = references.entries[number] { generation } else { 0 }
        return try object(PDFReference(number, generation: generation))
    }
}
