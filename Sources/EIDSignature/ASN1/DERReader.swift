import SwiftASN1

/// Reads the parts of one constructed element in order; whatever does not fit is an error that names the place.
struct DERReader {
    private var rest: ASN1NodeCollection.Iterator
    private var ahead: ASN1Node?
    let place: String

    /// The most bytes of one element.
    static let largest = 32 * 1024 * 1024
    /// The most elements in one, each of which takes some hundred bytes once it is read: as many as a revocation list of ten
    /// megabytes has with a reason for every entry.
    private static let most = 2_000_000

    /// Reads bytes that are exactly one SEQUENCE.
    init(sequence bytes: some Collection<UInt8>, _ place: String) throws(SignatureError) {
        try self.init(Self.parse(bytes, place), .sequence, place)
    }

    init(_ node: ASN1Node, _ identifier: ASN1Identifier, _ place: String) throws(SignatureError) {
        guard node.identifier == identifier, case .constructed(let nodes) = node.content else {
            throw SignatureError(.malformed, "\(place) is not what its tag should say")
        }
        self.place = place
        rest = nodes.makeIterator()
        ahead = rest.next()
    }

    /// One element, with nothing behind it; sizes are capped because a parsed element takes more room than its bytes.
    static func parse(_ bytes: some Collection<UInt8>, _ place: String) throws(SignatureError) -> ASN1Node {
        guard bytes.count <= largest, DERCursor.hasElements(bytes, atMost: most) else {
            throw SignatureError(.malformed, "\(place) is too large")
        }
        do {
            return try DER.parse(ArraySlice(bytes))
        } catch {
            throw SignatureError(.malformed, "\(place) is not DER")
        }
    }

    /// What comes next, without taking it.
    var upcoming: ASN1Node? { ahead }

    /// Takes what comes next, whatever it is.
    mutating func any() throws(SignatureError) -> ASN1Node {
        guard let node = ahead else { throw SignatureError(.malformed, "\(place) ends too early") }
        ahead = rest.next()
        return node
    }

    /// Takes the next element, which must have this tag.
    mutating func next(_ identifier: ASN1Identifier) throws(SignatureError) -> ASN1Node {
        let node = try any()
        guard node.identifier == identifier else {
            throw SignatureError(.malformed, "\(place) holds something else than expected")
        }
        return node
    }

    /// Takes the next element if it has this tag.
    mutating func optional(_ identifier: ASN1Identifier) -> ASN1Node? {
        guard let node = ahead, node.identifier == identifier else { return nil }
        ahead = rest.next()
        return node
    }

    /// Takes `[number]` if it comes next.
    mutating func tagged(_ number: UInt) -> ASN1Node? {
        optional(ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific))
    }

    mutating func reader(_ identifier: ASN1Identifier = .sequence) throws(SignatureError) -> DERReader {
        try DERReader(next(identifier), identifier, place)
    }

    mutating func oid() throws(SignatureError) -> OID { try next(.objectIdentifier).oid(place) }

    /// Everything that is left.
    mutating func remaining() -> [ASN1Node] {
        var nodes: [ASN1Node] = []
        while let node = ahead {
            nodes.append(node)
            ahead = rest.next()
        }
        return nodes
    }

    /// Nothing may be left.
    func end() throws(SignatureError) {
        guard ahead == nil else { throw SignatureError(.malformed, "\(place) goes on where it should end") }
    }
}
