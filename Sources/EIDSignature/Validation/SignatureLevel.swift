/// How much a signature carries with it to be believed later (ETSI baseline levels).
public enum SignatureLevel: String, Codable, CaseIterable, Comparable, Sendable {
    /// The signature alone.
    case baseline = "B-B"
    /// With a proof of when it existed.
    case timestamped = "B-T"
    /// With certificates and answers about revocation, too.
    case longTerm = "B-LT"
    /// With a timestamp over all of it, which can be renewed.
    case archival = "B-LTA"

    /// Levels are ordered by what they add.
    public static func < (left: SignatureLevel, right: SignatureLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .baseline: 0
        case .timestamped: 1
        case .longTerm: 2
        case .archival: 3
        }
    }
}
