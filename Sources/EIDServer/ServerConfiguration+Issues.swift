public import EIDMethod
public import FoundationEssentials
import NIOSSL

extension ServerConfiguration {
    /// Everything wrong at a moment that shows before a port opens; paths are those of the section `server`.
    ///
    /// Reads the certificate and the key, as serving does.
    ///
    /// What time has done to the certificate counts only with a moment.
    public func issues(at moment: Date?) -> [ConfigurationIssue] {
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
            // Cookies and addresses would be those of plain http, and no browser comes to them by TLS.
            if issuer.scheme == "http" { issues.append(.init("tls", "needs an https issuer")) }
            do throws(ConfigurationIssue) {
                _ = try TLSConfiguration(serving: tls)
                let certificate = try ServerCertificate(reading: tls.certificate)
                issues += (moment.map { certificate.issues(at: $0) } ?? []).map { $0.under("tls") }
            } catch {
                issues.append(error.under("tls"))
            }
        }
        return issues
    }

    /// What is allowed but unwise at a moment, where nothing is wrong.
    public func warnings(at moment: Date) -> [ConfigurationIssue] {
        guard let tls, let host = issuer.host, let certificate = try? ServerCertificate(reading: tls.certificate)
        else { return [] }
        return (certificate.issues(at: moment) + certificate.warnings(for: host, at: moment)).map { $0.under("tls") }
    }

    private static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || AddressRange(host)?.isLoopback == true
    }
}
