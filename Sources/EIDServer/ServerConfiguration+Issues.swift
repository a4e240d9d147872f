public import EIDMethod
import FoundationEssentials
import NIOSSL

extension ServerConfiguration {
    /// Everything wrong that shows before a port opens; paths are those of the section `server`.
    ///
    /// Reads the certificate and the key, as serving does.
    public func issues() -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        // Whoever listens on the way would read codes and cookies.
        if issuer.scheme == "http", Self.isLoopback(issuer.host ?? ""), tls == nil, !Self.isLoopback(host) {
            issues.append(.init("host", "must be of this machine, such as 127.0.0.1: the issuer is plain http"))
        }
        for (index, proxy) in trustedProxies.enumerated() where AddressRange(proxy) == nil {
            issues.append(
                .init("trustedProxies[\(index)]", "must be an IP address, or a range of them such as 10.0.0.0/8")
            )
        }
        if let tls {
            do throws(ConfigurationIssue) { _ = try TLSConfiguration(serving: tls) } catch {
                issues.append(error.under("tls"))
            }
        }
        return issues
    }

    private static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || AddressRange(host)?.isLoopback == true
    }
}
