/// Objects that a reader finds elsewhere than the cross-references say, if it searches the file for them.
///
/// Many readers do where something about the cross-references is not to their liking, and take the last object with a
/// number. Most pass over the data of streams then, where a file may hold another one, and some do not: what lies there is
/// kept apart. After signing, nothing is (see `RevisionComparison`).
enum ShadowedObjects {
    /// One finding for what stands among the objects, and one for what lies within data.
    ///
    /// Each is about the first object in use that stands in the file once more, behind its place; or one whose number is
    /// anybody's guess, which names no object; or one that is not in use, although something refers to it. A trailer that belongs to
    /// no cross-references counts as within data wherever it stands.
    static func findings(
        in inspection: ObjectInspection,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> [PDFFinding] {
        let references = reader.references
        var found: [PDFFinding.Kind: PDFFinding] = [:]
        var unlisted: [PDFFinding.Kind: Set<Int>] = [.shadowedObjects: inspection.unlisted]
        func note(_ kind: PDFFinding.Kind, _ number: Int?) {
            if found[kind] == nil { found[kind] = PDFFinding(kind, in: number.map { PDFReference($0) }) }
        }
        var next = 0
        try ObjectHeader.visit(reader.bytes) { header throws(PDFError) in
            while next < inspection.data.count, inspection.data[next].upperBound <= header.position { next += 1 }
            let isData = next < inspection.data.count && inspection.data[next].contains(header.position)
            let kind = isData ? PDFFinding.Kind.strayObjects : .shadowedObjects
            guard found[kind] == nil else { return }
            guard let number = header.number else {
                // Compressed data look like a comment before an object once in many large files.
                return isData ? () : note(kind, nil)
            }
            if let place = inspection.place(of: number, references), header.position > place {
                return note(kind, number)
            }
            guard inspection.places[number] != header.position else { return }
            if references.entries[number] ?? .free == .free { unlisted[kind, default: []].insert(number) }
            if isData { return }
            if let copied = try copy(in: header, inspection, &unlisted[kind, default: []], &reader) {
                note(kind, copied)
            }
        }
        if let shadowed = inspection.shadowed { note(.shadowedObjects, shadowed.number) }
        if StrayTrailer.isAny(in: reader.bytes, references) { note(.strayObjects, nil) }
        for (kind, numbers) in unlisted where found[kind] == nil {
            if let wanted = try wanted(numbers, &reader) { note(kind, wanted) }
        }
        return Array(found.values)
    }

    /// The first of these objects to which something refers: null to us, and not to those who search.
    private static func wanted(_ unlisted: Set<Int>, _ reader: inout PDFObjectReader) throws(PDFError) -> Int? {
        guard !unlisted.isEmpty else { return nil }
        let uses = try ObjectCensus(&reader)
        return unlisted.sorted().first { uses.count($0) > 0 }
    }

    /// The first object that stands before a stream of objects which is not in use, and within that once more.
    private static func copy(
        in header: ObjectHeader,
        _ inspection: ObjectInspection,
        _ unlisted: inout Set<Int>,
        _ reader: inout PDFObjectReader
    ) throws(PDFError) -> Int? {
        var parser = PDFParser(reader.bytes, at: header.body, limits: reader.limits)
        parser.scanner.skipBlank()
        let dictionary = try? parser.dictionary()
        // What looks like an object need not be one, and then costs what was read in vain.
        try reader.spend(parser.scanner.position - header.body)
        guard let dictionary, dictionary.entries.contains(where: { $0.key == "Type" && $0.value.name == "ObjStm" })
        else { return nil }
        do throws(PDFError) {
            let object = try reader.indirectObject(at: header.position)
            for entry in try reader.container(of: object, at: header.position).directory {
                guard let place = inspection.place(of: entry.number, reader.references) else {
                    unlisted.insert(entry.number)
                    continue
                }
                if place < header.position { return entry.number }
            }
            return nil
        } catch {
            guard error.code != .tooLarge else { throw error }
            // Others may find in it what we do not.
            return header.number
        }
    }
}
