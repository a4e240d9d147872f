/// Reads elements of DER one after the other; every length is checked before it is used.
struct DERReader: Sendable {
    /// The bytes are not what they should be.
    struct Malformed: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Whether nothing is left.
    var isAtEnd: Bool { rest.isEmpty }

    /// Makes sure that nothing is left.
    func finish() throws(Malformed) {
        guard rest.isEmpty else { throw Malformed() }
    }

    /// The contents of the next element, which must have this tag.
    mutating func read(_ tag: UInt8) throws(Malformed) -> [UInt8] {
        guard let contents = try optional(tag) else { throw Malformed() }
        return contents
    }

    /// A reader of the contents of the next element.
    mutating func enter(_ tag: UInt8) throws(Malformed) -> DERReader { DERReader(try read(tag)) }

    /// The contents of the next element, if it has this tag.
    mutating func optional(_ tag: UInt8) throws(Malformed) -> [UInt8]? {
        guard rest.first == tag else { return nil }
        var bytes = rest.dropFirst()
        guard let first = bytes.popFirst() else { throw Malformed() }
        var length = Int(first)
        if first >= 0x80 {
            // Three bytes of length are far more than anything read here.
            let count = Int(first & 0x7F)
            guard (1...3).contains(count), bytes.count >= count else { throw Malformed() }
            length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(count)
        }
        guard length <= bytes.count else { throw Malformed() }
        rest = bytes.dropFirst(length)
        return Array(bytes.prefix(length))
    }
}
