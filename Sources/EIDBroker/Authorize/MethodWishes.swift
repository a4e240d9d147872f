import EIDMethod

/// What orders and narrows the methods on offer, and plays no part once one is chosen.
struct MethodWishes: Sendable {
    /// What the client cannot do without.
    var essential: Set<AttributeName> = []
    /// Where the person's eID may come from (ISO 3166-1 alpha-2), the likeliest first.
    var countries: [String] = []
}
