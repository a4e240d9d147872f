extension CrossReferenceReader {
    /// Reads a cross-reference table (ISO 32000-1 §7.5.4) as strictly as the standard has it.
    ///
    /// A table that a reader cannot make sense of has it search the file for objects, of which it takes the last with a
    /// number: it would then see others than those that the table names. So nothing is passed over here.
    func readTable(_ scanner: inout PDFScanner) throws(PDFError) -> Part {
        var part = Part()
        try requireLineEnd(&scanner)
        while !takeTrailer(&scanner) {
            let (first, count) = try readHead(&scanner)
            for index in 0..<count {
                part.entries.append((first + index, try readEntry(&scanner, &part)))
            }
        }
        part.trailerKeyword = scanner.position - "trailer".utf8.count
        skipWhite(&scanner)
        var parser = PDFParser(bytes, at: scanner.position, limits: limits)
        part.trailer = try parser.dictionary()
        part.hasUnclearName = parser.doubts.contains(.names)
        return part
    }

    /// Passes over white space, without comments, and not over much of it.
    func skipWhite(_ scanner: inout PDFScanner) {
        let start = scanner.position
        while let byte = scanner.peek(), PDFCharacter.isWhite(byte), scanner.position - start < 32 {
            scanner.position += 1
        }
    }

    /// Some writers leave a blank or an empty line before the keyword.
    private func takeTrailer(_ scanner: inout PDFScanner) -> Bool {
        let start = scanner.position
        skipWhite(&scanner)
        if scanner.takeKeyword("trailer") { return true }
        scanner.position = start
        return false
    }

    /// `0 6`: the first number of a subsection, and how many follow.
    private func readHead(_ scanner: inout PDFScanner) throws(PDFError) -> (first: Int, count: Int) {
        guard let first = scanner.takeDigits(), scanner.take(" "), let count = scanner.takeDigits() else {
            throw .malformed("a cross-reference table is damaged", at: scanner.position)
        }
        // Beyond four million or so, some readers give up and search the file for objects.
        guard count <= limits.objects, first <= limits.objects * 3 else {
            throw .tooLarge("the file has too many objects")
        }
        try requireLineEnd(&scanner)
        return (first, count)
    }

    /// The end of a line, which some writers put a blank before.
    private func requireLineEnd(_ scanner: inout PDFScanner) throws(PDFError) {
        _ = scanner.take(" ")
        guard scanner.take("\r\n") || scanner.take("\n") || scanner.take("\r") else {
            throw .malformed("a line of a cross-reference table does not end", at: scanner.position)
        }
    }

    /// `0000000017 00000 n`: ten digits, five digits, a letter, and two bytes that end the line: twenty, always.
    private func readEntry(
        _ scanner: inout PDFScanner,
        _ part: inout Part
    ) throws(PDFError) -> CrossReferences.Entry {
        let start = scanner.position
        guard let offset = scanner.takeDigits(), scanner.position - start == 10, scanner.take(" "),
            let generation = scanner.takeDigits(), scanner.position - start == 16, scanner.take(" "),
            let kind = scanner.next(), kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f"),
            scanner.take("\r\n") || scanner.take(" \n") || scanner.take(" \r")
        else { throw .malformed("an entry of a cross-reference table is damaged", at: start) }
        if kind == UInt8(ascii: "f") { return .free }
        // The header stands at 0, so no object does: some writers mark unused numbers like this.
        if offset == 0 { part.hasPlaceZero = true }
        return offset == 0 ? .free : .offset(offset, generation: generation)
    }
}
