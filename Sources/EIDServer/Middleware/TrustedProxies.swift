/// The proxies whose word about a request counts; every other sender's `X-Forwarded-*` is ignored.
struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    init(_ addresses: [String]) { self.addresses = Set(addresses) }

    /// Whether the other end of a connection is one of them.
    func trusts(_ address: String?) -> Bool { address.map(addresses.contains) ?? false }
}
