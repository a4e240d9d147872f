/// The outermost marks of a file: its header, and the end that leads to the cross-references.
struct PDFFrame {
    /// The version that the header names, such as 1.7.
    let version: String
    /// Where the newest cross-reference section is.
    let start: Int

    /// Reads both ends.
    ///
    /// Bytes before the header or behind the end are refused: readers disagree about what they mean.
    init(_ bytes: [UInt8]) throws(PDFError) {
        var head = PDFScanner(bytes)
        guard head.take("%PDF-"), let major = head.takeDigits(), head.take("."), let minor = head.takeDigits(),
            major == 1 || major == 2, minor <= 9, head.peek().map({ !PDFCharacter.isRegular($0) }) ?? false
        else { throw PDFError(.notPDF, "the file does not begin with a PDF header", at: 0) }
        version = "\(major).\(minor)"

        var end = bytes.count
        while end > 0, PDFCharacter.isWhite(bytes[end - 1]) { end -= 1 }
        var tail = PDFScanner(bytes, at: end - 5)
        guard end >= 5, tail.take("%%EOF") else {
            throw PDFError(.notPDF, "the file is cut off, or something follows its end", at: end)
        }
        let (lastDigit, hasEndLine) = Self.before(end - 5, in: bytes)
        end = lastDigit
        while end > 0, lastDigit - end < 18, PDFCharacter.isDigit(bytes[end - 1]) { end -= 1 }
        var number = PDFScanner(bytes, at: end, end: lastDigit)
        guard hasEndLine, let offset = number.takeWholeNumber() else {
            throw .malformed("the end of the file names no cross-references", at: end)
        }
        let (behindKeyword, hasLine) = Self.before(end, in: bytes)
        var keyword = PDFScanner(bytes, at: behindKeyword - 9)
        guard hasLine, behindKeyword >= 9, keyword.take("startxref"), offset < behindKeyword - 9,
            !PDFCharacter.isRegular(bytes[behindKeyword - 10])
        else { throw .malformed("the end of the file names no cross-references", at: behindKeyword) }
        guard bytes.count - (behindKeyword - 9) <= Self.tail else {
            throw .malformed("startxref stands too far from the end", at: behindKeyword - 9)
        }
        start = offset
    }

    /// How far from the end readers look for `startxref`; where they do not find it, they search the file for objects.
    private static let tail = 1_024

    /// The place behind the last byte before `end` that is no blank and ends no line, and whether a line ends there.
    ///
    /// NUL and form feed are no separators here: some readers see none in them.
    private static func before(_ end: Int, in bytes: [UInt8]) -> (Int, hasLineEnd: Bool) {
        var end = end
        var hasLineEnd = false
        while end > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) {
            end -= 1
            if bytes[end] == 0x0A || bytes[end] == 0x0D { hasLineEnd = true }
        }
        return (end, hasLineEnd)
    }
}
