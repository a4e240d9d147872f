/// What readers do not agree about in an object, although each of them can read it.
struct PDFDoubts: OptionSet, Sendable {
    let rawValue: UInt8

    /// A name that is another one to some readers, or that a dictionary has twice with different values.
    static let names = PDFDoubts(rawValue: 1)
    /// A name that a dictionary has twice with different texts: LaTeX writes titles like this.
    static let texts = PDFDoubts(rawValue: 2)
}
