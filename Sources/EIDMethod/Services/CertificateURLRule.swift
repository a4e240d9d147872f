package import FoundationEssentials
import Glibc

/// Which of the URLs that certificates name may be called: others write them, so only public addresses are.
///
/// Nearly all of them speak plain http, which the settings may allow: answers are signed and verified before use. A name
/// that the resolver turns into a private address is not noticed here; where that matters, keep the broker's network from
/// its neighbours.
package struct CertificateURLRule: Sendable {
    private let allowsPlainHTTP: Bool
    private let allowsLoopback: Bool

    /// Makes a rule; `allowsLoopback` is a development switch, for services on this machine alone.
    package init(allowsPlainHTTP: Bool, allowsLoopback: Bool) {
        self.allowsPlainHTTP = allowsPlainHTTP
        self.allowsLoopback = allowsLoopback
    }

    /// Whether a URL may be called.
    package func allows(_ url: URL) -> Bool {
        guard let scheme = url.scheme?.lowercased(), let host = url.host, !host.isEmpty,
            url.user == nil, url.password == nil, url.fragment == nil
        else { return false }
        guard scheme == "https" || scheme == "http" && allowsPlainHTTP else { return false }
        return switch Self.reach(of: host) {
        case .everywhere: true
        case .loopback: allowsLoopback
        case .neighbourhood: false
        }
    }

    private enum Reach { case everywhere, neighbourhood, loopback }

    /// Whether a host is this machine or its neighbourhood; a name counts by its form, an address by its range.
    private static func reach(of host: String) -> Reach {
        var name = host.lowercased()
        if name.hasPrefix("[") && name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        while name.hasSuffix(".") { name.removeLast() }
        if name.contains(":") { return reach(ofIPv6: name) }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last else { return .neighbourhood }
        // Whatever ends in a number is an address, in one of the many forms that resolvers accept (WHATWG URL §3.5).
        if last.hasPrefix("0x") || !last.isEmpty && last.allSatisfy(\.isNumber) { return reach(ofIPv4: name) }
        if last == "localhost" { return .loopback }
        let localEndings: Set<Substring> = ["local", "internal", "lan", "home", "intranet"]
        return labels.count < 2 || localEndings.contains(last) ? .neighbourhood : .everywhere
    }

    private static func reach(ofIPv4 text: String) -> Reach {
        var address = in_addr()
        // Only the plain dotted form; everything else is somebody's trick.
        guard inet_pton(AF_INET, text, &address) == 1 else { return .neighbourhood }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        guard bytes.count == 4 else { return .neighbourhood }
        switch (bytes[0], bytes[1]) {
        case (127, _): return .loopback
        case (0, _), (10, _), (224..., _): return .neighbourhood
        case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return .neighbourhood
        case (192, 0): return bytes[2] == 0 ? .neighbourhood : .everywhere
        default: return .everywhere
        }
    }

    private static func reach(ofIPv6 text: String) -> Reach {
        var address = in6_addr()
        guard inet_pton(AF_INET6, text, &address) == 1 else { return .neighbourhood }
        let bytes = withUnsafeBytes(of: address) { Array($0) }
        guard bytes.count == 16 else { return .neighbourhood }
        if bytes == [UInt8](repeating: 0, count: 15) + [1] { return .loopback }
        // Only global unicast addresses (2000::/3), without those that carry an IPv4 address (2002::/16, 2001::/32).
        guard bytes[0] & 0xE0 == 0x20 else { return .neighbourhood }
        let carriesIPv4 = bytes[0] == 0x20 && (bytes[1] == 0x02 || bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0)
        return carriesIPv4 ? .neighbourhood : .everywhere
    }
}
