public import EIDMethod
public import FoundationEssentials
import Glibc

/// Outbound calls to responders, revocation lists, issuers and timestamp authorities.
///
/// Nearly all of them speak plain http: their answers are signed and verified before use. What the general rule forbids is
/// allowed here for these calls alone, and only towards public addresses: the URLs stand in certificates. A name that the
/// resolver turns into a private address is not noticed here; where that matters, keep the broker's network from its
/// neighbours. The transport below must end calls itself when their time is up.
public struct CertificateTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let allowsPlainHTTP: Bool
    private let allowsLocalNetwork: Bool

    /// Guards a transport; `allowsLocalNetwork` is a development switch.
    public init(_ base: any HTTPTransport, allowsPlainHTTP: Bool, allowsLocalNetwork: Bool = false) {
        self.base = base
        self.allowsPlainHTTP = allowsPlainHTTP
        self.allowsLocalNetwork = allowsLocalNetwork
    }

    /// Whether a URL may be called.
    public func allows(_ url: URL) -> Bool {
        guard let scheme = url.scheme?.lowercased(), let host = url.host, !host.isEmpty,
            url.user == nil, url.password == nil, url.fragment == nil
        else { return false }
        guard scheme == "https" || scheme == "http" && allowsPlainHTTP else { return false }
        return allowsLocalNetwork || !Self.isLocal(host)
    }

    /// Sends a request within its limits.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard allows(request.url) else { throw HTTPFailure(.forbidden, "not a URL that certificates may name") }
        let response = try await base.send(request)
        guard response.body.count <= request.limits.bodyBytes else {
            throw HTTPFailure(.tooLarge, "more than \(request.limits.bodyBytes) bytes")
        }
        return response
    }

    /// Whether a host is this machine or its neighbourhood; a name counts by its form, an address by its range.
    static func isLocal(_ host: String) -> Bool {
        var name = host.lowercased()
        if name.hasPrefix("[") && name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        while name.hasSuffix(".") { name.removeLast() }
        if name.contains(":") { return isLocalIPv6(name) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        // Whatever ends in a number is an address, in one of the many forms that resolvers accept (WHATWG URL §3.5).
        if let last = labels.last, last.hasPrefix("0x") || !last.isEmpty && last.allSatisfy(\.isNumber) {
            return isLocalIPv4(name)
        }
        let localEndings: Set<Substring> = ["localhost", "local", "internal", "lan", "home", "intranet"]
        return labels.count < 2 || labels.last.map(localEndings.contains) ?? true
    }

    private static func isLocalIPv4(_ text: String) -> Bool {
        var address = in_addr()
        // Only the plain dotted form; everything else is somebody's trick.
        guard inet_pton(AF_INET, text, &address) == 1 else { return true }
        return isLocal(withUnsafeBytes(of: address) { Array($0) })
    }

    private static func isLocalIPv6(_ text: String) -> Bool {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return true }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        guard bytes.count == 16 else { return true }
        // Only global unicast addresses (2000::/3), without those that carry an IPv4 address (2002::/16, 2001::/32).
        guard bytes[0] & 0xE0 == 0x20 else { return true }
        return bytes[0] == 0x20 && (bytes[1] == 0x02 || bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0)
    }

    private static func isLocal(_ address: [UInt8]) -> Bool {
        guard address.count == 4 else { return true }
        switch (address[0], address[1]) {
        case (0, _), (10, _), (127, _), (224..., _): return true
        case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return true
        case (192, 0): return address[2] == 0
        default: return false
        }
    }
}
