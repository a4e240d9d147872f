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

    /// Whether there are not more elements in some bytes, at whatever depth, than a number; counted without reading any.
    ///
    /// What is no DER may be miscounted, and is refused by whoever reads it.
    static func hasElements(_ bytes: some Collection<UInt8>, atMost most: Int) -> Bool {
        func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            guard bytes.count > 2 * most else { return true }
            var position = 0
            var count = 0
            while bytes.count - position >= 2 {
                count += 1
                guard count <= most else { return false }
                let isConstructed = bytes[position] & 0x20 != 0
                // A tag of several bytes: each but the last has its first bit set.
                if bytes[position] & 0x1F == 0x1F {
                    position += 1
                    while position < bytes.count, bytes[position] & 0x80 != 0 { position += 1 }
                }
                position += 1
                guard position < bytes.count else { return true }
                var length = Int(bytes[position])
                position += 1
                if length >= 0x80 {
                    let octets = length - 0x80
                    guard octets <= 4, octets <= bytes.count - position else { return true }
                    length = bytes[position..<(position + octets)].reduce(0) { $0 << 8 | Int($1) }
                    position += octets
                }
                if isConstructed { continue }
                guard length <= bytes.count - position else { return true }
                position += length
            }
            return true
        }
        return bytes.withContiguousStorageIfAvailable(count) ?? Array(bytes).withUnsafeBufferPointer(count)
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
