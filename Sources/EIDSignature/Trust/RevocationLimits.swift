public import FoundationEssentials

/// How fresh an answer must be.
public struct RevocationLimits: Sendable {
    /// How far the clocks of responder and broker may differ.
    public var skew: TimeInterval = 60
    /// How old an answer may be that does not say when news are due.
    public var age: TimeInterval = 24 * 3600

    /// The limits that are used when nothing else is said.
    public init() {}

    func check(thisUpdate: Date, nextUpdate: Date?, producedAt: Date, at date: Date) throws(SignatureError) {
        guard max(thisUpdate, producedAt) <= date + skew else {
            throw SignatureError(.revocationUnavailable, "the answer about revocation comes from the future")
        }
        guard date <= (nextUpdate ?? thisUpdate + age) + skew else {
            throw SignatureError(.revocationUnavailable, "the answer about revocation is too old")
        }
    }
}
