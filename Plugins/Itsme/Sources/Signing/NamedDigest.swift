import EIDMethod
import FoundationEssentials

/// A digest as a state keeps it between the two halves; the document's name is not needed any more.
struct NamedDigest: Codable, Sendable, Hashable {
    let name: String
    let bytes: Data

    /// Takes digests for one approval; itsme signs SHA-256 only.
    static func taking(
        _ digests: [SigningDigest],
        for request: SigningRequest,
        atMost maximum: Int
    ) throws(MethodError) -> [NamedDigest] {
        guard digests.count == request.count, digests.count >= 1, digests.count <= maximum else {
            throw MethodError(.unsupported, "one approval covers at most \(maximum) digests, those that it began with")
        }
        guard digests.allSatisfy({ $0.bytes.count == SigningAlgorithm.rsaSHA256.digestLength }) else {
            throw MethodError(.unsupported, "itsme signs digests of SHA-256 only")
        }
        guard Set(digests.map { Array($0.name.utf8) }).count == digests.count else {
            throw MethodError(.unsupported, "two digests have the same name")
        }
        return digests.map { NamedDigest(name: $0.name, bytes: $0.bytes) }
    }
}
