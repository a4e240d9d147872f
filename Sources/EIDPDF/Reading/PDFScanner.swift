/// Reads tokens from bytes that nobody vouches for: every access is checked, and nothing traps.
struct PDFScanner {
    let bytes: [UInt8]
    let end: Int
    var position: Int

    init(_ bytes: [UInt8], at position: Int = 0, end: Int? = nil) {
        self.bytes = bytes
        self.end = min(max(end ?? bytes.count, 0), bytes.count)
        self.position = min(max(position, 0), self.end)
    }

    var isAtEnd: Bool { position >= end }

    /// The byte that stands here, or `nil` at the end.
    func peek() -> UInt8? { position < end ? bytes[position] : nil }

    /// The byte so many places ahead, or `nil` beyond the end.
    func peek(_ ahead: Int) -> UInt8? {
        let (index, overflow) = position.addingReportingOverflow(ahead)
        guard !overflow, index >= 0, index < end else { return nil }
        return bytes[index]
    }

    mutating func next() -> UInt8? {
        guard let byte = peek() else { return nil }
        position += 1
        return byte
    }

    /// Passes over white space and comments.
    mutating func skipBlank() {
        while let byte = peek() {
            if PDFCharacter.isWhite(byte) {
                position += 1
            } else if byte == UInt8(ascii: "%") {
                while let comment = peek(), comment != 0x0A, comment != 0x0D { position += 1 }
            } else {
                return
            }
        }
    }

    /// Passes over a text if it stands here, whatever follows.
    mutating func take(_ text: StaticString) -> Bool {
        let found = text.withUTF8Buffer { buffer -> Int? in
            guard buffer.count <= end - position else { return nil }
            for (index, byte) in buffer.enumerated() where bytes[position + index] != byte { return nil }
            return buffer.count
        }
        guard let found else { return false }
        position += found
        return true
    }

    /// Passes over a keyword if it stands here and ends here.
    mutating func takeKeyword(_ text: StaticString) -> Bool {
        let start = position
        guard take(text) else { return false }
        if let byte = peek(), PDFCharacter.isRegular(byte) {
            position = start
            return false
        }
        return true
    }

    /// Reads digits without a sign; `nil`, and no movement, where there are none or more than 18.
    mutating func takeDigits() -> Int? {
        let start = position
        var value = 0
        while let byte = peek(), PDFCharacter.isDigit(byte) {
            guard position - start < 18 else {
                position = start
                return nil
            }
            value = value * 10 + Int(byte - 0x30)
            position += 1
        }
        return position == start ? nil : value
    }

    /// Reads a whole number that ends here: followed by white space, a delimiter or the end.
    mutating func takeWholeNumber() -> Int? {
        let start = position
        guard let value = takeDigits() else { return nil }
        if let byte = peek(), PDFCharacter.isRegular(byte) {
            position = start
            return nil
        }
        return value
    }
}
