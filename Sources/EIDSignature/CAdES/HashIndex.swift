import SwiftASN1

/// ATSHashIndexV3: the digests of everything unsigned that an archive timestamp covers (ETSI EN 319 122-1 §5.5.2).
struct HashIndex {
    let element: DERElement

    private static let place = "the index of an archive timestamp"

    init(of message: SignedData, _ algorithm: DigestAlgorithm) throws(SignatureError) {
        element = .sequence(
            algorithm.identifier,
            .sequence(try Self.digests(message.certificateElements.map(\.bytes), algorithm)),
            .sequence(try Self.digests(DERElement.sorted(message.revocations).map(\.bytes), algorithm)),
            .sequence(try Self.digests(Self.attributeValues(message), algorithm))
        )
    }

    /// Every digest in an index must belong to something in the message: nothing covered may have gone.
    ///
    /// What is not in the index came later, or is not protected by it.
    static func check(
        _ index: DERElement,
        of message: SignedData,
        algorithm: DigestAlgorithm
    ) throws(SignatureError) {
        var reader = try DERReader(sequence: index.bytes, place)
        guard try AlgorithmIdentifier(reader.next(.sequence), place).digest(place) == algorithm else {
            throw SignatureError(.unsupported, "the archive timestamp mixes two digests")
        }
        let present = [
            try digests(message.certificateElements.map(\.bytes), algorithm),
            try digests(message.revocations.map(\.bytes), algorithm),
            try digests(attributeValues(message), algorithm),
        ]
        for known in present {
            var list = try reader.reader()
            let known = Set(known)
            for node in list.remaining() where !known.contains(.octets(try node.octets(place))) {
                throw SignatureError(.timestampFailed, "something the archive timestamp covers is missing or changed")
            }
        }
        try reader.end()
    }

    /// One entry per value: the type and the value, one after the other.
    private static func attributeValues(_ message: SignedData) throws(SignatureError) -> [[UInt8]] {
        try message.onlySigner().unsignedAttributes.flatMap { attribute in
            attribute.values.map { DERElement.oid(attribute.type).bytes + $0.bytes }
        }
    }

    private static func digests(
        _ items: [[UInt8]],
        _ algorithm: DigestAlgorithm
    ) throws(SignatureError) -> [DERElement] {
        var digests: [DERElement] = []
        for item in items { digests.append(.octets(try algorithm.digest(item))) }
        return digests
    }
}
