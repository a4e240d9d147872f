/// Walks over elements by their lengths alone, without reading what is in them: what a list of many megabytes is about can be
/// seen in its first bytes.
struct DERCursor {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The tag of the next element; `nil` at the end.
    var upcoming: UInt8? { position < end ? bytes[position] : nil }

    /// The next element as it is encoded, and a cursor within it; `nil` where there is none of a definite length of up to
    /// four bytes.
    mutating func next() -> (encoded: ArraySlice<UInt8>, content: DERCursor)? {
        guard end - position >= 2, bytes[position] & 0x1F != 0x1F else { return nil }
        var start = position + 2
        var length = Int(bytes[position + 1])
        if length >= 0x80 {
            let count = length - 0x80
            guard (1...4).contains(count), count <= end - start else { return nil }
            length = bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard length <= end - start else { return nil }
        let encoded = bytes[position..<(start + length)]
        position = start + length
        return (encoded, DERCursor(bytes, start..<(start + length)))
    }
}
