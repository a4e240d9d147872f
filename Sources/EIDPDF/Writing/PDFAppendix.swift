/// What an update adds behind a document; the document itself is not in it.
struct PDFAppendix {
    /// The bytes to be appended.
    let bytes: [UInt8]
    /// Where the contents of a new signature go in the whole file, from `<` to behind `>`.
    let contentsRange: Range<Int>?

    /// The document with what is added; the only copy of it that is made.
    func appended(to document: [UInt8]) -> [UInt8] {
        var file: [UInt8] = []
        file.reserveCapacity(document.count + bytes.count)
        file += document
        file += bytes
        return file
    }
}
