import EIDMethod

/// Addresses that may stand in a link or a form.
enum SafeLink {
    /// The address, unless no link may have it.
    static func checked(_ address: String) -> String? { LinkRule.allows(address) ? address : nil }
}
