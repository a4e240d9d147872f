/// Reads every object of a file once, in the order of the file: all must be readable, and none may overlap another.
struct ObjectInspection {
    private(set) var content: ActiveContent
    /// Where each object in use begins that is not compressed.
    private(set) var places: [Int: Int] = [:]
    /// Where the data of streams are, in the order of the file.
    private(set) var data: [Range<Int>] = []

    /// A compressed object that stands once more behind its place, in a stream of objects; or a stream of objects without
    /// use that is damaged.
    private(set) var shadowed: PDFReference?
    /// Objects in streams that are in no cross-reference, or free.
    private(set) var unlisted: Set<Int> = []

    init(_ reader: inout PDFObjectReader) throws(PDFError) {
        content = ActiveContent(reader.references)
        for section in reader.references.sections { content.inspect(trailer: section.trailer) }
        var plain: [(offset: Int, number: Int, generation: Int)] = []
        var compressed: [Int: Set<Int>] = [:]
        for (number, entry) in reader.references.entries {
            switch entry {
            case .free: break
            case .offset(let offset, let generation): plain.append((offset, number, generation))
            case .compressed(let container, _): compressed[container, default: []].insert(number)
            }
        }
        plain.sort { ($0.offset, $0.number) < ($1.offset, $1.number) }
        // Streams of objects in which nothing is in use, as far as anybody knows.
        var idle: Set<Int> = []
        var end = 0
        for entry in plain {
            let object = try reader.indirectObject(
                number: entry.number,
                generation: entry.generation,
                at: entry.offset
            )
            guard object.range.lowerBound >= end else {
                throw .ambiguous("objects overlap in the file", at: entry.offset)
            }
            end = object.range.upperBound
            places[entry.number] = object.range.lowerBound
            if let stream = object.value.stream, case .inFile(let range) = stream.contents {
                data.append(range)
                if stream.dictionary["Type"]?.name == "ObjStm" { idle.insert(entry.number) }
            }
            try inspect(object.value, of: object.reference)
        }
        for (container, numbers) in compressed.sorted(by: { $0.key < $1.key }) {
            // The reader checks that each object stands in its container where the cross-references say.
            for number in numbers.sorted() {
                let reference = PDFReference(number)
                try inspect(try reader.object(reference), of: reference)
            }
            try look(into: container, &reader)
            idle.remove(container)
        }
        for container in idle.sorted() {
            do throws(PDFError) { try look(into: container, &reader) } catch {
                guard error.code != .tooLarge else { throw error }
                // Nothing that is in use is lost with it; but others may find in it what we do not. None is looked into
                // any more after this, so that damage costs no more than the budget.
                shadowed = PDFReference(container)
            }
        }
    }

    private mutating func inspect(_ object: PDFObject, of reference: PDFReference) throws(PDFError) {
        // Some readers follow it, and others see nothing.
        guard object.reference == nil else { throw .malformed("a reference leads to a reference") }
        content.inspect(object, of: reference)
        guard content.outdated == nil else { throw .ambiguous("a reference has the generation of an older object") }
    }

    /// Looks for objects that are in use and stand elsewhere, before this stream, or in it twice: whoever searches the file
    /// for objects searches streams of objects, too.
    private mutating func look(into container: Int, _ reader: inout PDFObjectReader) throws(PDFError) {
        guard shadowed == nil, let own = places[container] else { return }
        for (index, entry) in try reader.container(container).directory.enumerated() {
            switch reader.references.entries[entry.number] {
            case nil, .free:
                unlisted.insert(entry.number)
                continue
            // Of a number that stands twice in one stream, some take the first, others the last.
            case .compressed(container, let used): if used == index { continue }
            case .offset, .compressed:
                guard let place = place(of: entry.number, reader.references), place < own else { continue }
            }
            shadowed = PDFReference(entry.number)
            return
        }
    }

    /// Where an object stands, or the stream that holds it; `nil` if it is not in use.
    func place(of number: Int, _ references: CrossReferences) -> Int? {
        switch references.entries[number] {
        case nil, .free: nil
        case .offset: places[number]
        case .compressed(let container, _): places[container]
        }
    }
}
