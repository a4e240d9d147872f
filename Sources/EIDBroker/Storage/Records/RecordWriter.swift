import FoundationEssentials

/// Appends members to the body of a record.
struct RecordWriter {
    private(set) var bytes: [UInt8]

    init(form: UInt8, reserving capacity: Int = 1536) {
        bytes = []
        bytes.reserveCapacity(capacity)
        bytes.append(form)
    }

    mutating func integer(_ value: Int64) {
        // Zigzag: small numbers stay short whatever their sign.
        length(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    mutating func date(_ value: Date) {
        withUnsafeBytes(of: value.timeIntervalSinceReferenceDate.bitPattern.littleEndian) {
            bytes.append(contentsOf: $0)
        }
    }

    mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            length(UInt64(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func data(_ value: some Collection<UInt8>) {
        length(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func list<Element>(_ elements: some Collection<Element>, _ write: (inout RecordWriter, Element) -> Void) {
        length(UInt64(elements.count))
        for element in elements { write(&self, element) }
    }

    mutating func texts(_ values: some Collection<String>) { list(values) { $0.text($1) } }

    mutating func optional<Value>(_ value: Value?, _ write: (inout RecordWriter, Value) -> Void) {
        flag(value != nil)
        if let value { write(&self, value) }
    }

    mutating func record(_ value: some StorableRecord) { value.write(to: &self) }

    private mutating func length(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
