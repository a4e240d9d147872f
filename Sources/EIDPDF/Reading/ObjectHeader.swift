import Glibc

/// What looks like the beginning of an object, `12 0 obj`, wherever it stands in a file.
///
/// Readers search for these where they find cross-references unacceptable, each in its own way: some by lines, some word
/// by word, some within streams as well. Whatever one of them might take for a header is found here.
struct ObjectHeader {
    /// Where its number begins.
    let position: Int
    /// The object's number; `nil` where it is anybody's guess, since a comment stands before or it is
    /// no plain number.
    let number: Int?
    /// Where the object itself begins, behind the word.
    let body: Int

    /// Calls the body for each header from a place on, in the order of the file; every byte is looked at a few times.
    static func visit(
        _ bytes: [UInt8],
        from start: Int = 0,
        _ body: (ObjectHeader) throws(PDFError) -> Void
    ) throws(PDFError) {
        var index = max(start, 0)
        while let word = nextWord(bytes, from: index) {
            if let header = ObjectHeader(bytes, before: word, from: start) { try body(header) }
            index = word + 3
        }
    }

    /// Where the next `obj` begins; a library function looks for its last letter, many bytes at a time.
    private static func nextWord(_ bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            var index = start + 2
            while index < buffer.count {
                guard let found = memchr(base + index, 0x6A, buffer.count - index) else { return nil }
                index = UnsafeRawPointer(found) - base
                if buffer[index - 1] == 0x62, buffer[index - 2] == 0x6F { return index - 2 }
                index += 1
            }
            return nil
        }
    }

    /// Looks for two numbers that stand before a word.
    private init?(_ bytes: [UInt8], before word: Int, from start: Int) {
        body = word + 3
        var position = word
        var values: [Int?] = []
        for _ in 0..<2 {
            let end = position
            var hasLineEnd = false
            while position > start, Self.isBlank(bytes[position - 1]) {
                position -= 1
                if bytes[position] == 0x0A || bytes[position] == 0x0D { hasLineEnd = true }
            }
            if hasLineEnd, Self.endsInComment(bytes, lineEnd: position, from: start) {
                self.position = position
                number = nil
                return
            }
            // Without a blank, two numbers would be one; the word is told from a number all the same.
            guard position < end || values.isEmpty else { return nil }
            let behind = position
            let value = Self.number(bytes, &position, from: start)
            guard position < behind else { return nil }
            values.append(value)
        }
        self.position = position
        number = values[1]
    }

    /// Some readers take more for blanks than the standard does.
    private static func isBlank(_ byte: UInt8) -> Bool { PDFCharacter.isWhite(byte) || byte == 0x0B || byte == 0xA0 }

    /// The number that ends here; `nil` if it is larger than any of an object, or has a sign or a point.
    private static func number(_ bytes: [UInt8], _ position: inout Int, from start: Int) -> Int? {
        var value = 0
        var weight = 1
        var isPlain = true
        while position > start {
            let byte = bytes[position - 1]
            if PDFCharacter.isDigit(byte) {
                if weight <= 1_000_000_000 {
                    value += Int(byte - 0x30) * weight
                } else if byte > 0x30 {
                    isPlain = false
                }
                weight = min(weight * 10, 10_000_000_000)
            } else if [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte) {
                isPlain = false
            } else {
                break
            }
            position -= 1
        }
        return isPlain ? value : nil
    }

    /// Whether the line that ends here may hold a comment, within which numbers do not count to readers that know.
    private static func endsInComment(_ bytes: [UInt8], lineEnd: Int, from start: Int) -> Bool {
        var position = lineEnd
        while position > start, bytes[position - 1] != 0x0A, bytes[position - 1] != 0x0D {
            position -= 1
            if bytes[position] == UInt8(ascii: "%") { return true }
        }
        return false
    }
}
