/// What a search for objects and trailers finds in the later part of a file, next to what the cross-references say.
struct ShadowSearch {
    /// The first header that the cross-references do not lead to, or that is not the last with its number.
    private(set) var shadow: ObjectHeader?
    /// Objects that an older section leads to and that are not in use any more.
    private(set) var unused: Set<Int> = []
    /// Whether there is a trailer that belongs to no section: it could name another catalogue.
    private(set) var hasStrayTrailer = false

    private let bytes: [UInt8]
    private let references: CrossReferences

    init(_ document: PDFDocument, from start: Int) throws(PDFError) {
        bytes = document.bytes
        references = document.references
        var known: Set<Int> = []
        for place in references.places where place >= start { known.insert(header(at: place)) }
        let sections = Set(references.sections.lazy.map(\.offset).filter { $0 >= start }.map(header))
        var shadow: ObjectHeader?
        var unused: Set<Int> = []
        try ObjectHeader.visit(bytes, from: start) { found throws(PDFError) in
            guard shadow == nil else { return }
            let isSection = sections.contains(found.position)
            guard let number = found.number, isSection || known.contains(found.position),
                !isOutdone(found, number)
            else { return shadow = found }
            if !isSection, references.entries[number] ?? .free == .free { unused.insert(number) }
        }
        self.shadow = shadow
        self.unused = unused
        hasStrayTrailer = findTrailer(from: start)
    }

    /// Whether the object that is in use stands before, so that a search would end with this one.
    private func isOutdone(_ found: ObjectHeader, _ number: Int) -> Bool {
        switch references.entries[number] {
        case nil, .free: return false
        case .offset(let place, _): return place < found.position && header(at: place) != found.position
        case .compressed(let container, _):
            guard case .offset(let place, _) = references.entries[container] else { return true }
            return place < found.position
        }
    }

    /// Where the object's number stands: cross-references may lead to a little white space or a comment before it.
    private func header(at place: Int) -> Int {
        var scanner = PDFScanner(bytes, at: place, end: place + 64)
        scanner.skipBlank()
        return scanner.position
    }

    private func findTrailer(from start: Int) -> Bool {
        var scanner = PDFScanner(bytes, at: start)
        while let byte = scanner.peek() {
            let position = scanner.position
            guard byte == UInt8(ascii: "t"), scanner.take("trailer") else {
                scanner.position += 1
                continue
            }
            while let blank = scanner.peek(), PDFCharacter.isWhite(blank) { scanner.position += 1 }
            // Behind a comment there may be a dictionary, too.
            guard scanner.take("<<") || scanner.peek() == UInt8(ascii: "%") else { continue }
            if !references.trailerKeywords.contains(position) { return true }
        }
        return false
    }
}
