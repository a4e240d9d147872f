/// Odd PDFs made from nothing: every structure that a signer must cope with, and everything that it must refuse.
///
/// The generator shares no code with the reader and the writer which it puts to the test.
public enum PDFCorpus {
    /// All files.
    public static let shapes: [PDFShape] =
        framing + crossReferences + hybrids + objectStreams + syntax + pageTrees + forms + signatures
        + streams + damaged + ambiguous + shadows + structure + looseTables + printing + exhausting + active + strays
        + drawing

    /// The file of that name.
    public static func shape(_ name: String) -> PDFShape? { shapes.first { $0.name == name } }

    /// One page with a line of text, as plainly as can be.
    public static var plain: [UInt8] {
        var file = PDFMaker()
        file.standardObjects()
        return file.finishedWithTable()
    }

    /// The same behind something else, which no cross-reference leads to.
    public static func behind(_ text: String) -> [UInt8] {
        var file = PDFMaker()
        file.write(text)
        file.standardObjects()
        return file.finishedWithTable()
    }
}
