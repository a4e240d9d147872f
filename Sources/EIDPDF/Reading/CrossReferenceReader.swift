/// Follows the chain of cross-reference sections from the end of the file (ISO 32000-1 §7.5.4–7.5.8).
struct CrossReferenceReader {
    /// What one section holds, before it is merged.
    struct Part {
        var entries: [(Int, CrossReferences.Entry)] = []
        var trailer: PDFDictionary = [:]
        var form = CrossReferences.Form.table
        /// Where `trailer` stands, if it is a table.
        var trailerKeyword: Int?
        /// Whether a name in the trailer is another one to some readers.
        var hasUnclearName = false
        /// Whether an object is said to be in use and to stand at 0.
        var hasPlaceZero = false
    }

    let bytes: [UInt8]
    let limits: PDFLimits
    private var result = CrossReferences()
    private var visited: Set<Int> = []
    private var entryCount = 0

    init(_ bytes: [UInt8], limits: PDFLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// Reads everything, from the newest section to the oldest.
    mutating func read(from start: Int) throws(PDFError) -> CrossReferences {
        var next: Int? = start
        while let offset = next { next = try readSection(at: offset) }
        try checkSize()
        return result
    }

    /// ISO 32000-1 table 15: a number that is not below the size stands for nothing; some readers look it up all the same.
    ///
    /// A size far above all numbers is more than some readers can bear: they then search the file for objects.
    private func checkSize() throws(PDFError) {
        let highest = result.entries.keys.max() ?? 0
        guard highest <= PDFReference.highestNumber else {
            throw .malformed("cross-references have numbers that not all readers can hold", at: result.start)
        }
        for section in result.sections {
            guard let size = section.trailer["Size"]?.integer, size > highest + 1 + Self.unusedNumbers else { continue }
            throw .malformed("Size is far above the numbers of all objects", at: section.offset)
        }
        guard let written = result.trailer["Size"] else { return }
        guard let size = written.integer else { throw .malformed("Size is no number", at: result.start) }
        guard !result.entries.contains(where: { $0.key >= size && $0.value != .free }) else {
            throw .ambiguous("Size leaves out objects that are in use", at: result.start)
        }
    }

    /// How many numbers a file may leave unused at its end.
    private static let unusedNumbers = 10_000

    private mutating func readSection(at offset: Int) throws(PDFError) -> Int? {
        var part = try readPart(at: offset)
        var hybrid: CrossReferences.HybridStream?
        if part.form == .table {
            result.add(part.entries.lazy.filter { $0.1 != .free })
            if let hidden = part.trailer["XRefStm"] {
                // ISO 32000-1 §7.5.8.4: what the table calls free may be in the stream, for newer readers.
                guard let place = hidden.integer else { throw .malformed("XRefStm is no number", at: offset) }
                let stream = try readPart(at: place)
                guard stream.form == .stream else { throw .malformed("XRefStm leads to no stream", at: place) }
                result.addHidden(stream.entries)
                hybrid = CrossReferences.HybridStream(offset: place, trailer: stream.trailer)
                part.hasUnclearName = part.hasUnclearName || stream.hasUnclearName
                part.hasPlaceZero = part.hasPlaceZero || stream.hasPlaceZero
            }
        }
        result.add(part.entries)
        result.add(
            CrossReferences.Section(
                offset: offset,
                form: part.form,
                trailer: part.trailer,
                hybrid: hybrid,
                hasUnclearName: part.hasUnclearName,
                hasPlaceZero: part.hasPlaceZero
            )
        )
        guard result.entries.count <= limits.objects else { throw .tooLarge("the file has too many objects") }
        guard let previous = part.trailer["Prev"] else { return nil }
        guard let place = previous.integer, place > 0 else { throw .malformed("Prev leads nowhere", at: offset) }
        return place
    }

    private mutating func readPart(at offset: Int) throws(PDFError) -> Part {
        guard offset >= 0, offset < bytes.count else { throw .malformed("cross-references lie outside of the file") }
        guard visited.insert(offset).inserted else { throw .malformed("cross-references form a loop", at: offset) }
        guard visited.count <= limits.sections else { throw .tooLarge("the file has too many revisions") }
        var scanner = PDFScanner(bytes, at: offset)
        skipWhite(&scanner)
        let part: Part
        if scanner.takeKeyword("xref") {
            part = try readTable(&scanner)
        } else {
            // Readers do not agree about a comment before it.
            guard let digit = scanner.peek(), PDFCharacter.isDigit(digit) else {
                throw .malformed("no cross-references stand where the file says", at: offset)
            }
            part = try readStream(at: scanner.position)
        }
        entryCount += part.entries.count
        // No honest file mentions more objects than it has bytes; compressed, a small one could mention millions.
        guard entryCount <= min(limits.objects * 2, bytes.count + 4_096) else {
            throw .tooLarge("the file has too many cross-references")
        }
        guard Set(part.entries.lazy.map(\.0)).count == part.entries.count else {
            throw .ambiguous("a section of the cross-references has a number twice", at: offset)
        }
        result.notePlaces(part.entries, trailer: part.trailerKeyword)
        guard !part.trailer.hasDuplicateKeys else { throw .ambiguous("a trailer has a key twice", at: offset) }
        guard part.trailer["Encrypt"] == nil else { throw PDFError(.encrypted, "the file is encrypted", at: offset) }
        return part
    }
}
