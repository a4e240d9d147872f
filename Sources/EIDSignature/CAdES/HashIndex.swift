import SwiftASN1

/// ATSHashIndexV3: the digests of everything unsigned that an archive timestamp covers (ETSI EN 319 122-1 §5.5.2).
struct HashIndex {
    let element: DERElement
    private let algorithm: DigestAlgorithm
    private let certificates: Set<DERElement>
    private let revocations: Set<DERElement>
    private let attributeValues: Set<DERElement>

    private static let place = "the index of an archive timestamp"

    /// The index of all that stands in a message now.
    init(of message: SignedData, _ algorithm: DigestAlgorithm) throws(SignatureError) {
        let present = try Self.digests(of: message, algorithm)
        element = .sequence([algorithm.identifier] + present.map { .sequence($0) })
        self.algorithm = algorithm
        (certificates, revocations, attributeValues) = (Set(present[0]), Set(present[1]), Set(present[2]))
    }

    /// Reads an index, every digest of which must belong to something in the message: nothing covered may have gone.
    ///
    /// What is not in the index came later, or is not protected by it.
    init(_ index: DERElement, of message: SignedData, algorithm: DigestAlgorithm) throws(SignatureError) {
        var reader = try DERReader(sequence: index.bytes, Self.place)
        guard try AlgorithmIdentifier(reader.next(.sequence), Self.place).digest(Self.place) == algorithm else {
            throw SignatureError(.unsupported, "the archive timestamp mixes two digests")
        }
        var lists: [Set<DERElement>] = []
        for present in try Self.digests(of: message, algorithm) {
            var list = try reader.reader()
            var digests: Set<DERElement> = []
            for node in list.remaining() { digests.insert(.octets(try node.octets(Self.place))) }
            guard digests.isSubset(of: present) else {
                throw SignatureError(.timestampFailed, "something the archive timestamp covers is missing or changed")
            }
            lists.append(digests)
        }
        try reader.end()
        element = index
        self.algorithm = algorithm
        (certificates, revocations, attributeValues) = (lists[0], lists[1], lists[2])
    }

    /// Whether the timestamp covers a value of an unsigned attribute.
    func covers(_ type: OID, _ value: [UInt8]) throws(SignatureError) -> Bool {
        attributeValues.contains(.octets(try algorithm.digest(DERElement.oid(type).bytes + value)))
    }

    /// Whether the timestamp covers a certificate of the message.
    func covers(certificate: Certificate) throws(SignatureError) -> Bool {
        certificates.contains(.octets(try algorithm.digest(certificate.der)))
    }

    /// Whether the timestamp covers an answer about revocation that stands in the message.
    func covers(revocation: DERElement) throws(SignatureError) -> Bool {
        revocations.contains(.octets(try algorithm.digest(revocation.bytes)))
    }

    /// Of certificates, answers and attributes in turn; of the latter one per value: the type and the value, one after
    /// the other.
    private static func digests(
        of message: SignedData,
        _ algorithm: DigestAlgorithm
    ) throws(SignatureError) -> [[DERElement]] {
        let values = try message.onlySigner().unsignedAttributes.flatMap { attribute in
            attribute.values.map { DERElement.oid(attribute.type).bytes + $0.bytes }
        }
        return [
            try digests(message.certificateElements.map(\.bytes), algorithm),
            try digests(DERElement.sorted(message.revocations).map(\.bytes), algorithm),
            try digests(values, algorithm),
        ]
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
