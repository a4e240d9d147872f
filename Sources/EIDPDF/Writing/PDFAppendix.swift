/// What an update adds behind a document; the document itself is not in it.
struct PDFAppendix {
    /// The bytes to be appended.
    let bytes: [UInt8]
    /// Where the contents of a new signature go in the whole file, from `<` to behind `>`.
    let contentsRange: Range<Int>?
}
