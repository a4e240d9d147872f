import SwiftASN1

/// One attribute of a signer, signed or not.
package struct CMSAttribute: Hashable, Sendable {
    package let type: OID
    package let values: [DERElement]
    /// The attribute as it is encoded.
    package let element: DERElement

    package init(_ type: OID, _ values: DERElement...) {
        self.type = type
        self.values = DERElement.sorted(values)
        element = .sequence(.oid(type), .set(of: values))
    }

    init(_ node: ASN1Node, _ place: String) throws(SignatureError) {
        var reader = try DERReader(node, .sequence, place)
        type = try reader.oid()
        var set = try reader.reader(.set)
        values = set.remaining().map(\.element)
        guard !values.isEmpty else { throw SignatureError(.malformed, "\(place) has an attribute without a value") }
        try reader.end()
        element = node.element
    }
}

extension [CMSAttribute] {
    /// The one value of an attribute that may stand here once; `nil` where it does not stand at all.
    func single(_ type: OID, _ place: String) throws(SignatureError) -> DERElement? {
        let found = filter { $0.type == type }
        guard let attribute = found.first else { return nil }
        guard found.count == 1, attribute.values.count == 1 else {
            throw SignatureError(.malformed, "\(place) has an attribute more than once")
        }
        return attribute.values[0]
    }

    /// Every value of an attribute that may stand here several times.
    func all(_ type: OID) -> [DERElement] { filter { $0.type == type }.flatMap(\.values) }
}
