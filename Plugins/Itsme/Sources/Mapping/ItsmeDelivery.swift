import EIDJSON

/// What itsme delivered about a person: the claims of the ID token, then those of UserInfo.
struct ItsmeDelivery: Sendable {
    private let sources: [JSONValue]

    /// Takes verified claim sets in order of preference.
    init(_ sources: [JSONValue]) { self.sources = sources }

    /// The first value of a claim that is not `null`.
    subscript(_ claim: String) -> JSONValue? {
        for source in sources {
            if let value = source[claim], !value.isNull { return value }
        }
        return nil
    }
}
