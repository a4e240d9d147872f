public import FoundationEssentials
import SwiftASN1

/// What a timestamp authority states (RFC 3161 §2.4.2, TSTInfo).
public struct TimestampInfo: Hashable, Sendable {
    /// The policy under which it states that.
    public let policy: OID
    /// The algorithm of the digest.
    public let algorithm: DigestAlgorithm
    /// The digest that existed.
    public let imprint: [UInt8]
    /// The number of the statement.
    public let serialNumber: [UInt8]
    /// When the digest existed.
    public let time: Date
    /// How exact the time is, in seconds, where the authority says so.
    public let accuracy: TimeInterval?
    /// What the request sent along, without leading zeros.
    public let nonce: [UInt8]?

    private static let place = "the timestamp"

    /// None is defined that a verifier would have to know, so none may demand that (RFC 3161 §2.4.2, RFC 5280 §4.2).
    private static func refuseCritical(_ extensions: ASN1Node) throws(SignatureError) {
        var list = try DERReader(extensions, extensions.identifier, place)
        while list.upcoming != nil {
            var entry = try list.reader()
            _ = try entry.oid()
            guard try entry.optional(.boolean)?.boolean(place) != true else {
                throw SignatureError(.unsupported, "the timestamp has a critical extension that we do not know")
            }
        }
    }

    init(der: [UInt8]) throws(SignatureError) {
        var reader = try DERReader(sequence: der, Self.place)
        guard try reader.next(.integer).smallInteger(Self.place) == 1 else {
            throw SignatureError(.unsupported, "the timestamp is of an unknown version")
        }
        policy = try reader.oid()
        var imprint = try reader.reader()
        algorithm = try AlgorithmIdentifier(imprint.any(), Self.place).digest(Self.place)
        self.imprint = try imprint.next(.octetString).octets(Self.place)
        guard self.imprint.count == algorithm.length else {
            throw SignatureError(.malformed, "the timestamp's digest has the wrong length")
        }
        serialNumber = try reader.next(.integer).integerBytes(Self.place)
        time = try reader.next(.generalizedTime).time(Self.place)
        accuracy = try reader.optional(.sequence).map { node throws(SignatureError) in
            var parts = try DERReader(node, .sequence, Self.place)
            var seconds = 0.0
            if let whole = parts.optional(.integer) { seconds += Double(try whole.smallInteger(Self.place)) }
            // Milliseconds and microseconds are tagged implicitly, so they are read as plain bytes.
            for (tag, scale) in [(UInt(0), 1e-3), (1, 1e-6)] {
                guard let node = parts.tagged(tag) else { continue }
                let bytes = try node.primitive(Self.place)
                guard bytes.count <= 3 else { throw SignatureError(.malformed, "the timestamp's accuracy is none") }
                seconds += Double(bytes.reduce(0) { $0 << 8 | Int($1) }) * scale
            }
            return seconds
        }
        if let ordering = reader.optional(.boolean) { _ = try ordering.boolean(Self.place) }
        nonce = try reader.optional(.integer).map { node throws(SignatureError) in
            Array(try node.integerBytes(Self.place).drop { $0 == 0 })
        }
        _ = reader.tagged(0)
        if let extensions = reader.tagged(1) { try Self.refuseCritical(extensions) }
        try reader.end()
    }
}
