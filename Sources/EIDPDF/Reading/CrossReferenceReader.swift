/// Follows the chain of cross-reference sections from the end of the file (ISO 32000-1 §7.5.4–7.5.8).
struct CrossReferenceReader {
    /// What one section holds, before it is merged.
    struct Part {
        var entries: [(Int, CrossReferences.Entry)] = []
        var trailer: PDFDictionary = [:]
        var form = CrossReferences.Form.table
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
    private func checkSize() throws(PDFError) {
        guard let written = result.trailer["Size"] else { return }
        guard let size = written.integer else { throw .malformed("Size is no number", at: result.start) }
        guard !result.entries.contains(where: { $0.key >= size && $0.value != .free }) else {
            throw .ambiguous("Size leaves out objects that are in use", at: result.start)
        }
    }

    private mutating func readSection(at offset: Int) throws(PDFError) -> Int? {
        let part = try readPart(at: offset)
        var isHybrid = false
        if part.form == .table {
            result.add(part.entries.lazy.filter { $0.1 != .free })
            if let hidden = part.trailer["XRefStm"] {
                // ISO 32000-1 §7.5.8.4: what the table calls free may be in the stream, for newer readers.
                guard let place = hidden.integer else { throw .malformed("XRefStm is no number", at: offset) }
                let stream = try readPart(at: place)
                guard stream.form == .stream else { throw .malformed("XRefStm leads to no stream", at: place) }
                result.addHidden(stream.entries)
                isHybrid = true
            }
        }
        result.add(part.entries)
        result.add(
            CrossReferences.Section(offset: offset, form: part.form, trailer: part.trailer, isHybrid: isHybrid)
        )
        guard result.entries.count <= limits.objects else { throw .tooLarge("the file has too many objects") }
        guard let previous = part.trailer["Prev"] else { return nil }
        guard let place = previous.integer else { throw .malformed("Prev is no number", at: offset) }
        return place
    }

    private mutating func readPart(at offset: Int) throws(PDFError) -> Part {
        guard offset >= 0, offset < bytes.count else { throw .malformed("cross-references lie outside of the file") }
        guard visited.insert(offset).inserted else { throw .malformed("cross-references form a loop", at: offset) }
        guard visited.count <= limits.sections else { throw .tooLarge("the file has too many revisions") }
        var scanner = PDFScanner(bytes, at: offset)
        scanner.skipBlank()
        let part: Part
        if scanner.takeKeyword("xref") {
            part = try readTable(&scanner)
        } else {
            part = try readStream(at: offset)
        }
        entryCount += part.entries.count
        // No honest file mentions more objects than it has bytes; compressed, a small one could mention millions.
        guard entryCount <= min(limits.objects * 2, bytes.count + 4_096) else {
            throw .tooLarge("the file has too many cross-references")
        }
        guard !part.trailer.hasDuplicateKeys else { throw .ambiguous("a trailer has a key twice", at: offset) }
        guard part.trailer["Encrypt"] == nil else { throw PDFError(.encrypted, "the file is encrypted", at: offset) }
        return part
    }

    private func readTable(_ scanner: inout PDFScanner) throws(PDFError) -> Part {
        var part = Part()
        scanner.skipBlank()
        while !scanner.takeKeyword("trailer") {
            guard let first = scanner.takeWholeNumber() else {
                throw .malformed("a cross-reference table is damaged", at: scanner.position)
            }
            scanner.skipBlank()
            guard let count = scanner.takeWholeNumber() else {
                throw .malformed("a cross-reference table is damaged", at: scanner.position)
            }
            guard count <= limits.objects, first <= limits.objects * 8 else {
                throw .tooLarge("the file has too many objects")
            }
            for index in 0..<count {
                part.entries.append((first + index, try readEntry(&scanner)))
            }
            scanner.skipBlank()
        }
        var parser = PDFParser(bytes, at: scanner.position, limits: limits)
        parser.scanner.skipBlank()
        part.trailer = try parser.dictionary()
        return part
    }

    /// `0000000017 00000 n`: ten digits, five digits, a letter, and whatever line end the writer used.
    private func readEntry(_ scanner: inout PDFScanner) throws(PDFError) -> CrossReferences.Entry {
        while let byte = scanner.peek(), PDFCharacter.isWhite(byte) { scanner.position += 1 }
        let start = scanner.position
        guard let offset = scanner.takeDigits(), scanner.position - start == 10, scanner.take(" "),
            let generation = scanner.takeDigits(), scanner.position - start == 16, scanner.take(" ")
        else { throw .malformed("an entry of a cross-reference table is damaged", at: start) }
        // The header stands at 0, so no object does: some writers mark unused numbers like this.
        if scanner.takeKeyword("n") { return offset == 0 ? .free : .offset(offset, generation: generation) }
        if scanner.takeKeyword("f") { return .free }
        throw .malformed("an entry of a cross-reference table is damaged", at: start)
    }
}
