/// What the first object of a file says about its order (ISO 32000-1 annex F).
///
/// Readers that believe it show the page that it names, without looking at the catalogue. They believe it where the length
/// that it states is that of the file, so that any bytes that are added later may switch it on.
struct Linearization {
    /// The length that the file had when it was written; the largest number where that cannot be read.
    let length: Int

    /// `nil` where the file begins with something else.
    init?(_ bytes: [UInt8], limits: PDFLimits) {
        var parser = PDFParser(bytes, end: min(bytes.count, Self.head), limits: limits)
        parser.scanner.skipBlank()
        guard parser.scanner.takeWholeNumber() != nil else { return nil }
        parser.scanner.skipBlank()
        guard parser.scanner.takeWholeNumber() != nil else { return nil }
        parser.scanner.skipBlank()
        guard parser.scanner.takeKeyword("obj") else { return nil }
        parser.scanner.skipBlank()
        guard let dictionary = try? parser.dictionary(), dictionary["Linearized"] != nil else { return nil }
        length = dictionary.hasDuplicateKeys ? .max : dictionary["L"]?.integer ?? .max
    }

    /// The part of a file in which readers look for it.
    private static let head = 2_048

    /// Whether readers that believe it could see another file than those that do not: now, or once bytes are added.
    func misleads(_ size: Int, _ references: CrossReferences) -> Bool {
        guard length == size else { return length > size }
        // In such a file, the section that the end names stands at the front, and leads to the one at the end.
        return references.trailer["Prev"]?.integer.map { $0 <= references.start } ?? true
    }
}
