/// One DER element, already encoded: what is signed must never be encoded twice in two ways.
package struct DERElement: Hashable, Sendable {
    /// Tag, length and content.
    package let bytes: [UInt8]

    /// Takes bytes that are one element already.
    package init(encoded bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

    /// An element of a tag and its content.
    package init(tag: UInt8, _ content: some Collection<UInt8>) {
        var bytes: [UInt8] = [tag]
        let count = content.count
        bytes.reserveCapacity(count + 6)
        if count < 0x80 {
            bytes.append(UInt8(count))
        } else {
            let length = (0..<8).reversed().map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }.drop { $0 == 0 }
            bytes.append(0x80 | UInt8(length.count))
            bytes.append(contentsOf: length)
        }
        bytes.append(contentsOf: content)
        self.bytes = bytes
    }

    package static func sequence(_ items: [DERElement]) -> DERElement { DERElement(tag: 0x30, joined(items)) }
    package static func sequence(_ items: DERElement...) -> DERElement { sequence(items) }

    /// X.690 §11.6: the elements of a SET OF stand in the order of their encodings.
    package static func set(of items: [DERElement]) -> DERElement { DERElement(tag: 0x31, joined(sorted(items))) }

    package static func sorted(_ items: [DERElement]) -> [DERElement] {
        items.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    package static func joined(_ items: [DERElement]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(items.reduce(0) { $0 + $1.bytes.count })
        for item in items { bytes.append(contentsOf: item.bytes) }
        return bytes
    }

    package static func oid(_ oid: OID) -> DERElement { DERElement(tag: 0x06, oid.bytes) }
    package static func octets(_ bytes: some Collection<UInt8>) -> DERElement { DERElement(tag: 0x04, bytes) }
    package static func bits(_ bytes: [UInt8], unused: UInt8 = 0) -> DERElement {
        DERElement(tag: 0x03, [unused] + bytes)
    }
    package static func boolean(_ value: Bool) -> DERElement { DERElement(tag: 0x01, [value ? 0xFF : 0]) }
    package static let null = DERElement(tag: 0x05, [])

    /// A number that is not negative, from its big-endian bytes.
    package static func integer(magnitude bytes: some Collection<UInt8>) -> DERElement {
        let digits = Array(bytes.drop { $0 == 0 })
        let needsZero = (digits.first ?? 0x80) >= 0x80
        return DERElement(tag: 0x02, (needsZero ? [0] : []) + digits)
    }

    package static func integer(_ value: UInt64) -> DERElement {
        integer(magnitude: (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    package static func enumerated(_ value: UInt8) -> DERElement { DERElement(tag: 0x0A, [value & 0x7F]) }
    package static func utf8(_ text: String) -> DERElement { DERElement(tag: 0x0C, Array(text.utf8)) }
    package static func printable(_ text: String) -> DERElement { DERElement(tag: 0x13, Array(text.utf8)) }
    package static func ia5(_ text: String) -> DERElement { DERElement(tag: 0x16, Array(text.utf8)) }

    /// `[number] EXPLICIT`: the element inside another one.
    package static func explicit(_ number: UInt8, _ element: DERElement) -> DERElement {
        DERElement(tag: 0xA0 | number, element.bytes)
    }

    /// `[number] IMPLICIT` of something constructed, from its parts.
    package static func implicit(_ number: UInt8, _ items: [DERElement]) -> DERElement {
        DERElement(tag: 0xA0 | number, joined(items))
    }

    /// `[number] IMPLICIT` of something primitive.
    package static func implicit(_ number: UInt8, primitive content: some Collection<UInt8>) -> DERElement {
        DERElement(tag: 0x80 | number, content)
    }

    /// The same content under another tag of one byte.
    package func retagged(_ tag: UInt8) -> DERElement { DERElement(encoded: [tag] + bytes.dropFirst()) }
}
