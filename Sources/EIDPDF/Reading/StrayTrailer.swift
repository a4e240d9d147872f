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

    /// How far to go on from each byte that stands where the keyword would end (Horspool's search): seven bytes for most, so
    /// that a large file costs little.
    private static let steps: [Int] = {
        var steps = [Int](repeating: keyword.count, count: 256)
        for (index, byte) in keyword.dropLast().enumerated() { steps[Int(byte)] = keyword.count - 1 - index }
        return steps
    }()

    /// Where the next keyword stands.
    private static func next(_ bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            steps.withUnsafeBufferPointer { steps in
                let last = keyword.count - 1
                var end = start + last
                while end < buffer.count {
                    let byte = buffer[end]
                    if byte == keyword[last], buffer[(end - last)...end].elementsEqual(keyword) { return end - last }
                    end += steps[Int(byte)]
                }
                return nil
            }
        }
    }
}
