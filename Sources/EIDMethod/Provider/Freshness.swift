/// How recent a proof a client demands (`max_age` and `prompt=login`, OpenID Connect Core §3.1.2.1).
///
/// A method that asks the person each time meets every demand by doing so. One whose upstream may remember people passes the
/// demand on, and says in the identity when the person acted, as far as the upstream says so itself.
public struct Freshness: Sendable, Codable, Hashable {
    /// How many seconds ago the person may have proved themselves when the transaction began; `nil` where any time will do.
    public let maximumAge: Int?
    /// Whether the person is to prove themselves anew, whatever an upstream remembers.
    public let reauthenticates: Bool

    /// Describes a demand; without any, whatever the method does will do.
    public init(maximumAge: Int? = nil, reauthenticates: Bool = false) {
        self.maximumAge = maximumAge.map { max(0, $0) }
        self.reauthenticates = reauthenticates
    }

    /// Whether nothing is demanded.
    public var isAny: Bool { maximumAge == nil && !reauthenticates }
}
