import SwiftASN1

/// An algorithm's identifier with its parameters, as X.509 and CMS write it.
struct AlgorithmIdentifier: Sendable {
    let oid: OID
    let parameters: ASN1Node?

    init(_ node: ASN1Node, _ place: String) throws(SignatureError) {
        var reader = try DERReader(node, .sequence, place)
        oid = try reader.oid()
        parameters = reader.upcoming
        guard reader.remaining().count <= 1 else {
            throw SignatureError(.malformed, "\(place) has an algorithm with too many parameters")
        }
    }

    var hasNoParameters: Bool { parameters.map { $0.identifier == .null } ?? true }

    /// The digest it names; RFC 5754 §2 lets the parameters be absent or NULL.
    func digest(_ place: String) throws(SignatureError) -> DigestAlgorithm {
        guard let digest = DigestAlgorithm(oid: oid), hasNoParameters else {
            throw SignatureError(.unsupported, "\(place) uses a digest that we do not accept: \(oid)")
        }
        return digest
    }
}
