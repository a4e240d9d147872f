import Glibc

/// A trailer that belongs to no section of the cross-references: to a reader that searches the file, it may name another
/// catalogue.
enum StrayTrailer {
    private static let keyword = Array("trailer".utf8)

    /// Whether there is one from a place on.
    static func isAny(in bytes: [UInt8], _ references: CrossReferences, from start: Int = 0) -> Bool {
        var index = start
        while let position = next(bytes, from: index) {
            index = position + keyword.count
            if references.trailerKeywords.contains(position) { continue }
            var scanner = PDFScanner(bytes, at: index)
            while let blank = scanner.peek(), PDFCharacter.isWhite(blank) { scanner.position += 1 }
            // Behind a comment there may be a dictionary, too.
            if scanner.take("<<") || scanner.peek() == UInt8(ascii: "%") { return true }
        }
        return false
    }

    /// Where the next keyword stands; a library function looks for its first letter, many bytes at a time.
    private static func next(_ bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            var index = start
            while index + keyword.count <= buffer.count {
                guard let found = memchr(base + index, Int32(keyword[0]), buffer.count - index) else { return nil }
                index = UnsafeRawPointer(found) - base
                if buffer[index...].starts(with: keyword) { return index }
                index += 1
            }
            return nil
        }
    }
}
