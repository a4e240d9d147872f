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
        end = Self.before(end - 5, in: bytes)
        let lastDigit = end
        while end > 0, lastDigit - end < 18, PDFCharacter.isDigit(bytes[end - 1]) { end -= 1 }
        var number = PDFScanner(bytes, at: end, end: lastDigit)
        guard let offset = number.takeWholeNumber() else {
            throw .malformed("the end of the file names no cross-references", at: end)
        }
        end = Self.before(end, in: bytes)
        var keyword = PDFScanner(bytes, at: end - 9)
        guard end >= 9, keyword.take("startxref"), offset < end else {
            throw .malformed("the end of the file names no cross-references", at: end)
        }
        start = offset
    }

    /// The place behind the last byte before `end` that is not white space.
    private static func before(_ end: Int, in bytes: [UInt8]) -> Int {
        var end = end
        while end > 0, PDFCharacter.isWhite(bytes[end - 1]) { end -= 1 }
        return end
    }
}
