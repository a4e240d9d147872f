import EIDMethod
import HTTPTypes
import NIOCore

/// The proxies that may name a request by `X-Request-ID` and its sender by `X-Forwarded-For`; no other `X-Forwarded-*` is
/// read, whoever sent it.
struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    init(_ addresses: [String]) { self.addresses = Set(addresses) }

    /// Whether the other end of a connection is one of them.
    func trusts(_ address: String?) -> Bool { address.map(addresses.contains) ?? false }

    /// Whose browser sent a request: the other end or, behind a proxy, the last address that is none of them.
    ///
    /// `nil` where a proxy does not say: its own address is nobody's.
    func endUser(of headers: HTTPFields, from address: String?) -> EndUser? {
        guard let address else { return nil }
        var sender: String? = address
        if trusts(address) {
            let named = (Self.forwardedFor.map { headers[values: $0] } ?? []).joined(separator: ",")
                .split(separator: ",").map { $0.filter { !$0.isWhitespace } }
            // Anyone can write what stands further to the left.
            sender = named.last { !addresses.contains($0) }
        }
        guard let sender, sender.utf8.count <= 45, (try? SocketAddress(ipAddress: sender, port: 0)) != nil else {
            return nil
        }
        let agent = headers[.userAgent].map { String($0.prefix(256)) }
        return EndUser(address: sender, userAgent: agent)
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
}
