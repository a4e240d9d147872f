/// Walks the whole page tree (ISO 32000-1 §7.7.3) without recursion: loops and shared nodes are refused.
struct PageTree {
    private(set) var pages: [PDFPage] = []
    /// What was found in the annotations, whose lists are too large together to be kept.
    private(set) var annotations = AnnotationInspection()
    /// Whether a count or parent is missing, or a parent is wrong.
    private(set) var isInconsistent = false
    /// Whether the contents of a page are a list within a list, or no stream, about which readers do not agree.
    private(set) var hasNestedContents = false
    /// Whether a branch counts more or fewer pages than it has.
    private(set) var hasWrongCount = false

    /// A branch whose pages are being visited: complete when no more than `base` visits are left to do.
    private struct Branch {
        let count: Int
        let before: Int
        let base: Int
    }

    /// What a node hands down.
    private struct Inherited {
        var mediaBox: PDFObject?
        var cropBox: PDFObject?
        var rotation: PDFObject?
    }

    private struct Visit {
        let reference: PDFReference
        let parent: PDFReference?
        let inherited: Inherited
        let depth: Int
    }

    init(_ catalogue: PDFDictionary, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard !catalogue.hasDuplicateKeys else { throw .ambiguous("the catalogue has a key twice") }
        guard let root = catalogue["Pages"]?.reference else { throw .malformed("the catalogue has no page tree") }
        var visited: Set<Int> = []
        var open = [Visit(reference: root, parent: nil, inherited: Inherited(), depth: 0)]
        var branches: [Branch] = []
        while let visit = open.popLast() {
            guard visited.insert(visit.reference.number).inserted else {
                throw .malformed("the page tree has a loop, or a page twice")
            }
            guard visited.count <= reader.limits.pages * 2, visit.depth <= reader.limits.nesting else {
                throw .tooLarge("the page tree is too large")
            }
            guard let node = try reader.object(visit.reference).plainDictionary else {
                throw .malformed("a node of the page tree is missing or unreadable")
            }
            guard !node.hasDuplicateKeys else { throw .ambiguous("a node of the page tree has a key twice") }
            if let parent = node["Parent"]?.reference {
                if parent != visit.parent { isInconsistent = true }
            } else if visit.parent != nil {
                isInconsistent = true
            }
            let type = try reader.value("Type", of: node)?.name
            let inherited = try Self.inherit(visit.inherited, node, &reader)
            guard let kids = try reader.value("Kids", of: node) else {
                guard type == "Page" || type == nil else { throw .malformed("a node of the page tree is no page") }
                guard visit.parent != nil else { throw .malformed("the page tree is a single page") }
                guard pages.count < reader.limits.pages else { throw .tooLarge("the document has too many pages") }
                if let list = node["Annots"] { try annotations.look(at: list, &reader) }
                if let contents = node["Contents"], try !Self.isPlain(contents, &reader) { hasNestedContents = true }
                pages.append(try Self.page(visit.reference, inherited, &reader))
                close(&branches, downTo: open.count)
                continue
            }
            guard type == "Pages" || type == nil else { throw .ambiguous("a node of the page tree is page and branch") }
            if let count = try reader.value("Count", of: node)?.integer {
                branches.append(Branch(count: count, before: pages.count, base: open.count))
            } else {
                isInconsistent = true
            }
            try Self.push(kids, below: visit, inherited, onto: &open, limit: reader.limits.pages * 2)
            close(&branches, downTo: open.count)
        }
        close(&branches, downTo: 0)
    }

    /// Whether contents are missing, a stream, or an array of streams: where one of several is missing, some show nothing.
    private static func isPlain(_ contents: PDFObject, _ reader: inout PDFObjectReader) throws(PDFError) -> Bool {
        let value = try reader.resolve(contents)
        if let stream = value.stream { return try isText(stream, &reader) }
        guard let array = value.array else { return value.isNull }
        for element in array {
            let part = try reader.resolve(element)
            guard let stream = part.stream, try isText(stream, &reader) else { return false }
        }
        return true
    }

    /// Whether a stream is encoded as text may be; what is encoded as a picture, hardly any reader draws as contents.
    private static func isText(_ stream: PDFStream, _ reader: inout PDFObjectReader) throws(PDFError) -> Bool {
        guard let filter = stream.dictionary["Filter"] else { return true }
        let value = try reader.resolve(filter)
        for element in value.array ?? [value] {
            guard let name = try reader.resolve(element).name, !pictureFilters.contains(name) else { return false }
        }
        return true
    }

    private static let pictureFilters: Set<PDFName> = [
        "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode", "CCF", "DCT",
    ]

    private mutating func close(_ branches: inout [Branch], downTo left: Int) {
        while let branch = branches.last, branch.base >= left {
            if branch.count != pages.count - branch.before { hasWrongCount = true }
            branches.removeLast()
        }
    }

    private static func push(
        _ kids: PDFObject,
        below visit: Visit,
        _ inherited: Inherited,
        onto open: inout [Visit],
        limit: Int
    ) throws(PDFError) {
        guard let kids = kids.array else { throw .malformed("the children of a page tree's node are no array") }
        guard open.count + kids.count <= limit else { throw .tooLarge("the page tree is too large") }
        for kid in kids.reversed() {
            guard let reference = kid.reference else { throw .malformed("a page is no indirect object") }
            open.append(
                Visit(
                    reference: reference,
                    parent: visit.reference,
                    inherited: inherited,
                    depth: visit.depth + 1
                )
            )
        }
    }

    private static func inherit(
        _ above: Inherited,
        _ node: PDFDictionary,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Inherited {
        var result = above
        if let box = try reader.value("MediaBox", of: node) { result.mediaBox = box }
        if let box = try reader.value("CropBox", of: node) { result.cropBox = box }
        if let rotation = try reader.value("Rotate", of: node) { result.rotation = rotation }
        return result
    }

    private static func page(
        _ reference: PDFReference,
        _ inherited: Inherited,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> PDFPage {
        func box(_ object: PDFObject?) throws(PDFError) -> PDFRectangle? {
            guard let object else { return nil }
            guard let box = try PDFRectangle(object, &reader) else { throw .malformed("a page's box is no rectangle") }
            return box
        }
        let media = try box(inherited.mediaBox)
        var crop = try box(inherited.cropBox) ?? media
        // ISO 32000-1 §14.11.2: what lies beside the paper is not shown, whatever the crop box says.
        if let media, let shown = crop { crop = media.intersection(shown) ?? media }
        let turned = (inherited.rotation?.integer ?? 0) % 360
        let rotation = turned < 0 ? turned + 360 : turned
        guard rotation % 90 == 0 else { throw .malformed("a page is turned by an odd angle") }
        return PDFPage(reference: reference, mediaBox: media, cropBox: crop, rotation: rotation)
    }
}
