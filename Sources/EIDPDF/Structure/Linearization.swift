/// What the first object of a file says about its order (ISO 32000-1 annex F).
///
/// Readers that believe it show the page that it names, without looking at the catalogue. They believe it where the length
/// that it states is that of the file, so that any bytes that are added later may switch it on.
struct Linearization {
    private static let key: PDFName = "Linearized"

    /// What it says; `nil` where it is anybody's guess.
    private let parameters: PDFDictionary?

    /// `nil` where the file begins with something else.
    ///
    /// Readers look at whatever object stands first, in use or not.
    init?(_ bytes: [UInt8], limits: PDFLimits) {
        var parser = PDFParser(bytes, limits: limits)
        parser.scanner.skipBlank()
        guard parser.scanner.takeWholeNumber() != nil else { return nil }
        parser.scanner.skipBlank()
        guard parser.scanner.takeWholeNumber() != nil else { return nil }
        parser.scanner.skipBlank()
        guard parser.scanner.takeKeyword("obj") else { return nil }
        parser.scanner.skipBlank()
        if parser.scanner.takeKeyword("endobj") { return nil }
        // Some read more than we do.
        guard let object = try? parser.object(), !parser.doubts.contains(.names) else {
            parameters = nil
            return
        }
        guard let dictionary = object.dictionary else { return nil }
        // Some leave out what they take for no part of a name.
        let keys = dictionary.entries.map(\.key).filter { $0.text.hasPrefix(Self.key.text) }
        if keys.isEmpty { return nil }
        parameters = keys == [Self.key] && !dictionary.hasDuplicateKeys ? dictionary : nil
    }

    /// Whether readers that believe it could see another file than those that do not: now, or once bytes are added.
    func misleads(_ size: Int, _ references: CrossReferences, _ pages: [PDFPage]) -> Bool {
        guard let parameters, let length = parameters["L"]?.integer else { return true }
        guard length == size else { return length > size }
        guard parameters["O"]?.integer == pages.first?.reference.number, parameters["N"]?.integer == pages.count,
            parameters["P"]?.integer ?? 0 == 0
        else { return true }
        // In such a file, the section that the end names stands at the front, and leads to the one at the end.
        return references.trailer["Prev"]?.integer.map { $0 <= references.start } ?? true
    }
}
