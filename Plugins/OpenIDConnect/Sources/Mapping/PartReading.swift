import EIDMethod

/// Reads the parts of an address or a place: one that cannot be read is left out, and the rest stands.
struct PartReading {
    private let sources: ClaimSources
    private var claims: [String] = []
    private(set) var failures: [(String, MappingFailure)] = []

    init(_ sources: ClaimSources) { self.sources = sources }

    mutating func text(_ rule: ValueRule?) -> String? {
        switch rule?.text(in: sources) {
        case .value(let text, let claim)?:
            if !claim.isEmpty { claims.append(claim) }
            return text
        case .unreadable(let failure, let claim)?:
            failures.append((claim, failure))
            return nil
        case .absent?, nil: return nil
        }
    }

    /// A whole of nothing but constants says nothing about the person.
    func reading(_ value: AttributeValue?) -> Reading<AttributeValue> {
        guard let value, !claims.isEmpty else { return .absent }
        return .value(value, claim: claims.joined(separator: ", "))
    }
}
