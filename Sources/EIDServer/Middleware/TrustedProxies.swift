/// The proxies that may name a request by `X-Request-ID`; `X-Forwarded-*` is never read, whoever sent it.
struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    init(_ addresses: [String]) { self.addresses = Set(addresses) }

    /// Whether the other end of a connection is one of them.
    func trusts(_ address: String?) -> Bool { address.map(addresses.contains) ?? false }
}
