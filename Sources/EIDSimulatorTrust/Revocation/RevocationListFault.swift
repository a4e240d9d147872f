/// What is wrong with a revocation list, on purpose.
package enum RevocationListFault: String, CaseIterable, Sendable {
    /// Names everything that the authority has issued, as revoked an hour ago.
    case everything
    /// Is two days old, and the next one was due yesterday.
    case stale
    /// Is signed with another authority's key.
    case foreignKey = "foreign_key"
}
