import FoundationEssentials

/// Reads the members of a record's body; everything is checked before it is read.
struct RecordReader {
    /// The body is not what it says it is.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 1

    /// `nil` when the body is of another form.
    init?(_ bytes: [UInt8], form: UInt8) {
        guard bytes.first == form else { return nil }
        self.bytes = bytes
    }

    /// Makes sure that nothing is left.
    func finish() throws(Malformed) {
        guard position == bytes.count else { throw Malformed() }
    }

    mutating func integer() throws(Malformed) -> Int64 {
        let value = try length()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func flag() throws(Malformed) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw Malformed()
        }
    }

    mutating func date() throws(Malformed) -> Date {
        let raw = try piece(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Date(timeIntervalSinceReferenceDate: Double(bitPattern: raw))
    }

    mutating func text() throws(Malformed) -> String {
        guard let text = String(validating: try piece(length()), as: UTF8.self) else { throw Malformed() }
        return text
    }

    mutating func data() throws(Malformed) -> [UInt8] { Array(try piece(length())) }

    mutating func word<Value: RawRepresentable<String>>(_ type: Value.Type) throws(Malformed) -> Value {
        guard let value = Value(rawValue: try text()) else { throw Malformed() }
        return value
    }

    mutating func list<Element>(_ read: (inout RecordReader) throws -> Element) throws -> [Element] {
        let count = try length()
        // An element takes a byte at least, so that a made-up count reserves nothing.
        guard count <= UInt64(bytes.count - position) else { throw Malformed() }
        var elements: [Element] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    mutating func texts() throws -> [String] { try list { try $0.text() } }

    mutating func optional<Value>(_ read: (inout RecordReader) throws -> Value) throws -> Value? {
        try flag() ? try read(&self) : nil
    }

    private mutating func byte() throws(Malformed) -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func piece(_ count: UInt64) throws(Malformed) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count - position) else { throw Malformed() }
        let end = position + Int(count)
        defer { position = end }
        return bytes[position..<end]
    }

    private mutating func length() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        throw Malformed()
    }
}
