/// An element of DER, ready to be put into another.
struct DER: Sendable, Hashable {
    let bytes: [UInt8]

    /// Takes an element that is encoded already.
    init(encoded bytes: [UInt8]) { self.bytes = bytes }

    /// Puts a tag and a length in front of contents.
    init(tag: UInt8, _ contents: [UInt8]) {
        var length: [UInt8] = []
        if contents.count < 128 {
            length = [UInt8(contents.count)]
        } else {
            var rest = contents.count
            while rest > 0 {
                length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(truncatingIfNeeded: length.count), at: 0)
        }
        bytes = [tag] + length + contents
    }

    static let null = DER(tag: 0x05, [])

    static func sequence(_ parts: [DER]) -> DER { DER(tag: 0x30, parts.flatMap(\.bytes)) }
    static func sequence(_ parts: DER...) -> DER { sequence(parts) }
    static func set(_ part: DER) -> DER { DER(tag: 0x31, part.bytes) }
    static func boolean(_ value: Bool) -> DER { DER(tag: 0x01, [value ? 0xFF : 0]) }
    static func octets(_ bytes: [UInt8]) -> DER { DER(tag: 0x04, bytes) }
    static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> DER { DER(tag: 0x03, [unused] + bytes) }
    static func enumerated(_ value: UInt8) -> DER { DER(tag: 0x0A, [value & 0x7F]) }
    static func ia5(_ text: String) -> DER { DER(tag: 0x16, Array(text.utf8)) }

    /// A whole number that is not negative.
    static func integer(_ bytes: [UInt8]) -> DER {
        let digits = Array(bytes.drop { $0 == 0 })
        return DER(tag: 0x02, (digits.first ?? 0x80) & 0x80 == 0 ? digits : [0] + digits)
    }

    static func integer(_ value: UInt64) -> DER {
        integer((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) })
    }

    /// A tag around an element.
    static func explicit(_ number: UInt8, _ part: DER) -> DER { DER(tag: 0xA0 | number, part.bytes) }

    /// A tag instead of an element's own.
    static func implicit(_ number: UInt8, _ contents: [UInt8] = []) -> DER { DER(tag: 0x80 | number, contents) }

    /// A printable string where the characters allow it (X.680 §41), otherwise UTF-8.
    static func text(_ text: String) -> DER {
        let isPrintable = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: " '()+,-./:=?".utf8.contains(byte)
            }
        }
        return DER(tag: isPrintable ? 0x13 : 0x0C, Array(text.utf8))
    }

    /// An identifier such as `2.5.4.3`.
    static func oid(_ text: String) -> DER {
        let arcs = text.split(separator: ".").compactMap { UInt64($0) }
        guard arcs.count >= 2 else { return DER(tag: 0x06, []) }
        let combined = [arcs[0] &* 40 &+ arcs[1]] + arcs.dropFirst(2)
        return DER(
            tag: 0x06,
            combined.flatMap { arc in
                var groups = [UInt8(arc & 0x7F)]
                var rest = arc >> 7
                while rest > 0 {
                    groups.insert(0x80 | UInt8(rest & 0x7F), at: 0)
                    rest >>= 7
                }
                return groups
            }
        )
    }
}
