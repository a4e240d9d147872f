/// What a search for objects and trailers finds in the later part of a file, next to what the cross-references say.
struct ShadowSearch {
    /// The first header that the cross-references do not lead to, or that is not the last with its number; or what a search
    /// takes for a section that is none, or finds in a stream of objects.
    private(set) var shadow: ObjectHeader?
    /// Objects that were written, by themselves or in a stream, and are not in use any more or never were.
    private(set) var unused: Set<Int> = []
    /// Whether there is a trailer that belongs to no section: it could name another catalogue.
    private(set) var hasStrayTrailer = false

    private let bytes: [UInt8]
    private let references: CrossReferences
    private var reader: PDFObjectReader

    init(_ document: PDFDocument, from start: Int) throws(PDFError) {
        bytes = document.bytes
        references = document.references
        reader = document.reader()
        var known: Set<Int> = []
        for place in references.places where place >= start { known.insert(document.header(at: place)) }
        let sections = document.sectionHeaders
        var headers: [ObjectHeader] = []
        try ObjectHeader.visit(bytes, from: start) { found throws(PDFError) in
            guard shadow == nil else { return }
            let isSection = sections.contains(found.position)
            guard let number = found.number, isSection || known.contains(found.position),
                !isOutdone(number, by: found.position)
            else { return shadow = found }
            if isSection { return }
            if references.entries[number] ?? .free == .free { unused.insert(number) }
            headers.append(found)
        }
        for header in headers where shadow == nil {
            do throws(PDFError) {
                if try misleads(header, number: header.number ?? 0) { shadow = header }
            } catch {
                guard error.code != .tooLarge else { throw error }
                // Nobody can tell what a search makes of it.
                shadow = header
            }
        }
        hasStrayTrailer = StrayTrailer.isAny(in: bytes, references, from: start)
    }

    /// Whether a search takes an object for a cross-reference section, or takes one out of it in the place of another.
    private mutating func misleads(_ header: ObjectHeader, number: Int) throws(PDFError) -> Bool {
        let object = try reader.indirectObject(at: header.position)
        guard let stream = object.value.stream else { return false }
        // From such a stream, readers that search take the catalogue; some without asking for its type.
        if stream.dictionary["Root"] != nil { return true }
        let type = try reader.value("Type", of: stream.dictionary)?.name
        guard type == "ObjStm" else { return type == "XRef" }
        for (index, entry) in try reader.container(of: object, at: header.position).directory.enumerated() {
            switch references.entries[entry.number] {
            case nil, .free: unused.insert(entry.number)
            case .compressed(number, let used) where place(of: number) == header.position:
                // Of a number that stands twice in one stream, some take the first, others the last.
                if used != index { return true }
            case .offset, .compressed: if isOutdone(entry.number, by: header.position) { return true }
            }
        }
        return false
    }

    /// Whether the object that is in use stands before, so that a search would end with the one at a place.
    private func isOutdone(_ number: Int, by position: Int) -> Bool {
        switch references.entries[number] {
        case nil, .free: false
        case .offset: place(of: number).map { $0 < position } ?? false
        case .compressed(let container, _): place(of: container).map { $0 < position } ?? true
        }
    }

    /// Where the number stands of an object that is in use and not compressed.
    private func place(of number: Int) -> Int? {
        guard case .offset(let place, _) = references.entries[number] else { return nil }
        return PDFDocument.header(in: bytes, at: place)
    }
}

extension PDFDocument {
    /// Where each section begins, those for newer readers included.
    var sectionHeaders: Set<Int> {
        let places = references.sections.flatMap { [$0.offset] + ($0.hybrid.map { [$0.offset] } ?? []) }
        return Set(places.map(header))
    }

    /// Where the object's number stands: cross-references may lead to a little white space or a comment before it.
    func header(at place: Int) -> Int { Self.header(in: bytes, at: place) }

    static func header(in bytes: [UInt8], at place: Int) -> Int {
        var scanner = PDFScanner(bytes, at: place, end: min(place, bytes.count) + 64)
        scanner.skipBlank()
        return scanner.position
    }
}
