import EIDJSON
import EIDMethod

/// What the upstream said of the person who acted, apart from what it may have said of others.
struct EvidenceSpeakers {
    /// What it signed: items that commit to the documents, and those of the same issuer about the same subject.
    let signed: [JSONValue]
    /// What is said to have come of it about the same subject without a signature, such as a plain UserInfo answer.
    let unsigned: [JSONValue]

    private static let limits = JSONLimits(maximumBytes: 1024 * 1024, maximumDepth: 16)

    init(_ items: [EvidenceVerifier.VerifiedItem], of record: EvidenceRecord) {
        let bound = items.filter(\.isBound).compactMap(\.members)
        func isOfSamePerson(_ members: JSONValue, naming issuer: Bool) -> Bool {
            bound.contains { said in
                Self.isSame("sub", members, said) && (Self.isSame("iss", members, said) || !issuer)
                    && Self.haveOneReader(members, said)
            }
        }
        let others = items.filter { !$0.isBound }.compactMap(\.members)
        signed = bound + others.filter { isOfSamePerson($0, naming: true) }
        // OpenID Connect Core §5.3.2: even a signed UserInfo answer only should name its issuer.
        let anonymous = others.filter { $0["iss"] == nil }
        let plain = record.items.filter { $0.keys == nil && $0.mediaType == "application/json" }.compactMap {
            try? JSONValue.parse($0.content, limits: Self.limits)
        }
        unsigned = (anonymous + plain).filter { isOfSamePerson($0, naming: false) }
    }

    private static func isSame(_ name: String, _ one: JSONValue, _ other: JSONValue) -> Bool {
        guard let text = other[name]?.string else { return false }
        return one[name]?.string.sameBytes(as: text) == true
    }

    /// What was said to another client of the upstream may be about somebody else under the same subject (OpenID Connect Core
    /// §8.1); who does not say whom they speak to is taken at their word.
    private static func haveOneReader(_ one: JSONValue, _ other: JSONValue) -> Bool {
        guard let first = readers(of: one), let second = readers(of: other) else { return true }
        return !first.isDisjoint(with: second)
    }

    private static func readers(of members: JSONValue) -> Set<[UInt8]>? {
        guard let audience = members["aud"] else { return nil }
        return Set((audience.strings ?? [audience.string].compactMap(\.self)).map { Array($0.utf8) })
    }

    /// The claim with a text, wherever in what was signed; `acr` before any other.
    func claim(saying word: String) -> String? {
        if signed.contains(where: { $0["acr"]?.string.sameBytes(as: word) == true }) { return "acr" }
        return signed.lazy.compactMap { Self.path(to: word, in: $0) }.first
    }

    /// The depth is that of the parser's limits.
    private static func path(to word: String, in value: JSONValue) -> String? {
        for (name, member) in value.members ?? [] {
            if member.string?.sameBytes(as: word) == true { return name }
            if member.elements?.contains(where: { $0.string?.sameBytes(as: word) == true }) == true { return name }
            if let path = path(to: word, in: member) { return "\(name).\(path)" }
        }
        return nil
    }
}
