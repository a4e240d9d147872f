/// How often the objects of a document point to one another, and from what kind of place.
///
/// An object that two places use means something in both: a change that is harmless in one may show in the other.
struct ObjectCensus {
    private struct Uses {
        var count = 0
        /// Whether one is no place for a field.
        var isStrangeForField = false
        /// Whether one is no place for a page.
        var isStrangeForPage = false
        /// Whether one is no place for the catalogue.
        var isStrangeForCatalogue = false
    }

    private var uses: [Int: Uses] = [:]
    /// The names of resources with which fields want to be drawn, whether there are such resources or not.
    private(set) var drawnWith: Set<PDFName> = []

    /// Where a reference stands: what key it is the value of, or which one holds the array that it is in.
    private enum Place {
        case value(PDFName)
        case list(PDFName?)
    }

    /// Counts nothing.
    init() {}

    init(of document: PDFDocument) throws(PDFError) {
        var reader = document.reader()
        try self.init(&reader)
    }

    /// Counts in all that a reader finds, and reads every object once for it.
    init(_ reader: inout PDFObjectReader) throws(PDFError) {
        let sections = Set(reader.references.sections.lazy.filter { $0.form == .stream }.map(\.offset))
        var structural: [(number: Int, object: PDFObject)] = []
        for (number, entry) in reader.references.entries.sorted(by: { $0.key < $1.key }) {
            let object = try reader.anyObject(number)
            if case .offset(let offset, _) = entry, sections.contains(offset) {
                structural.append((number, object))
            } else {
                count(object, at: .list(nil))
            }
        }
        // What cross-references name is no use of it, unless they are something else besides.
        for (number, object) in structural where self.count(number) > 0 { count(object, at: .list(nil)) }
    }

    /// How many references lead there.
    func count(_ number: Int) -> Int { uses[number]?.count ?? 0 }

    /// Whether an object is used like a field or its widget, and not as a set of resources or the like as well.
    func isUsedAsField(_ number: Int) -> Bool { uses[number]?.isStrangeForField != true }

    /// Whether an object is used like a page, and not as a set of resources or the like as well.
    func isUsedAsPage(_ number: Int) -> Bool { uses[number]?.isStrangeForPage != true }

    /// Whether an object is used like the catalogue, and not as a set of resources or the like as well.
    func isUsedAsCatalogue(_ number: Int) -> Bool { uses[number]?.isStrangeForCatalogue != true }

    /// Keys whose value may be a field; structure, actions and replies refer to fields and widgets too.
    private static let fieldKeys: Set<PDFName> = ["Parent", "Obj", "T", "IRT"]
    /// Keys whose array may hold fields.
    private static let fieldLists: Set<PDFName> = ["Fields", "Kids", "Annots", "CO", "T"]
    /// Keys whose value may be a page; destinations are arrays.
    private static let pageKeys: Set<PDFName> = ["P", "Pg", "Page", "Parent", "Start", "End"]
    /// Keys whose value may be the catalogue: signatures name it as what they are about, and some writers as the parent of
    /// the page tree.
    private static let catalogueKeys: Set<PDFName> = ["Data", "Root", "Parent"]

    private mutating func count(_ object: PDFObject, at place: Place) {
        switch object {
        case .reference(let reference): count(reference.number, at: place)
        case .array(let elements):
            let key: PDFName? =
                switch place {
                case .value(let key), .list(let key?): key
                case .list(nil): nil
                }
            for element in elements { count(element, at: .list(key)) }
        case .dictionary(let dictionary):
            for entry in dictionary.entries { count(entry.value, at: .value(entry.key)) }
        case .stream(let stream):
            for entry in stream.dictionary.entries { count(entry.value, at: .value(entry.key)) }
        case .string(let text):
            switch place {
            // A string that is an object of its own may be meant like this somewhere.
            case .value("DA"), .list(nil): noteNames(text)
            default: break
            }
        default: break
        }
    }

    /// Names within a default appearance, which is a piece of a content stream (ISO 32000-2 §12.7.4.3).
    private mutating func noteNames(_ appearance: [UInt8]) {
        guard appearance.contains(UInt8(ascii: "/")) else { return }
        var parser = PDFParser(appearance, limits: .standard)
        while let byte = parser.scanner.peek() {
            if byte == UInt8(ascii: "/"), let name = try? parser.name() {
                drawnWith.insert(name)
            } else {
                parser.scanner.position += 1
            }
        }
    }

    private mutating func count(_ number: Int, at place: Place) {
        var known = uses[number] ?? Uses()
        known.count += 1
        switch place {
        case .value(let key):
            if !Self.fieldKeys.contains(key) { known.isStrangeForField = true }
            if !Self.pageKeys.contains(key) { known.isStrangeForPage = true }
            if !Self.catalogueKeys.contains(key) { known.isStrangeForCatalogue = true }
        case .list(let key?): if !Self.fieldLists.contains(key) { known.isStrangeForField = true }
        case .list(nil): break
        }
        uses[number] = known
    }

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
