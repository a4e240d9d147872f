/// An indirect object as it stands in the file: `12 0 obj … endobj`.
struct PDFIndirectObject {
    let reference: PDFReference
    let value: PDFObject
    /// From the object's number to behind `endobj`.
    let range: Range<Int>
    /// What readers do not agree about in it.
    let doubts: PDFDoubts

    /// Reads the object at a place; a stream's length may have to be looked up elsewhere.
    init(
        in bytes: [UInt8],
        at offset: Int,
        limits: PDFLimits,
        length: (PDFObject) throws(PDFError) -> Int
    ) throws(PDFError) {
        guard offset >= 0, offset < bytes.count else {
            throw .malformed("an object lies outside of the file", at: offset)
        }
        var parser = PDFParser(bytes, at: offset, limits: limits)
        parser.scanner.skipBlank()
        let start = parser.scanner.position
        reference = try Self.header(&parser)
        parser.scanner.skipBlank()
        // Nothing between the keywords is null to every reader; the PDF Association counts it as valid.
        if parser.scanner.takeKeyword("endobj") {
            value = .null
            range = start..<parser.scanner.position
            doubts = []
            return
        }
        let direct = try parser.object()
        parser.scanner.skipBlank()
        if case .dictionary(let dictionary) = direct, parser.scanner.takeKeyword("stream") {
            value = .stream(try Self.stream(&parser, dictionary: dictionary, length: length))
            parser.scanner.skipBlank()
        } else {
            value = direct
        }
        guard parser.scanner.takeKeyword("endobj") else {
            throw .malformed("an object does not end with endobj", at: parser.scanner.position)
        }
        range = start..<parser.scanner.position
        doubts = parser.doubts
    }

    private static func header(_ parser: inout PDFParser) throws(PDFError) -> PDFReference {
        let start = parser.scanner.position
        guard let number = parser.scanner.takeWholeNumber(), (1...PDFReference.highestNumber).contains(number) else {
            throw .malformed("no object stands where the cross-references say", at: start)
        }
        parser.scanner.skipBlank()
        guard let generation = parser.scanner.takeWholeNumber(), generation <= 65_535 else {
            throw .malformed("no object stands where the cross-references say", at: start)
        }
        parser.scanner.skipBlank()
        guard parser.scanner.takeKeyword("obj") else {
            throw .malformed("no object stands where the cross-references say", at: start)
        }
        return PDFReference(number, generation: generation)
    }

    /// ISO 32000-1 §7.3.8.1.
    ///
    /// The length must lead to `endstream`: guessing it would be repairing.
    private static func stream(
        _ parser: inout PDFParser,
        dictionary: PDFDictionary,
        length: (PDFObject) throws(PDFError) -> Int
    ) throws(PDFError) -> PDFStream {
        if parser.scanner.peek() == 0x0D {
            parser.scanner.position += 1
            if parser.scanner.peek() == 0x0A { parser.scanner.position += 1 }
        } else if parser.scanner.peek() == 0x0A {
            parser.scanner.position += 1
        } else {
            throw .malformed("a stream does not begin on a new line", at: parser.scanner.position)
        }
        let start = parser.scanner.position
        guard !dictionary.hasDuplicateKeys else { throw .ambiguous("a stream's dictionary has a key twice", at: start) }
        guard let written = dictionary["Length"] else { throw .malformed("a stream has no length", at: start) }
        let count = try length(written)
        guard count >= 0, count <= parser.scanner.end - start else {
            throw .malformed("a stream's length leads out of the file", at: start)
        }
        parser.scanner.position = start + count
        while let byte = parser.scanner.peek(), PDFCharacter.isWhite(byte) { parser.scanner.position += 1 }
        guard parser.scanner.takeKeyword("endstream") else {
            throw .malformed("a stream's length does not lead to its end", at: start)
        }
        return PDFStream(dictionary, inFile: start..<(start + count))
    }
}
