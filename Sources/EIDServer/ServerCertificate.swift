import EIDMethod
import FoundationEssentials
import NIOSSL

/// The certificate that browsers see: what time does to it, and for whom it is.
struct ServerCertificate {
    /// The server's own first, then its issuers.
    let chain: [NIOSSLCertificate]
    private let own: NIOSSLCertificate

    /// Reads a file, or says what is wrong with it; paths are those of the section `tls`.
    init(reading path: String) throws(ConfigurationIssue) {
        do { chain = try NIOSSLCertificate.fromPEMFile(path) } catch {
            let why =
                !FileManager.default.fileExists(atPath: path)
                ? "does not exist"
                : !FileManager.default.isReadableFile(atPath: path) ? "cannot be read" : "holds no certificates in PEM"
            throw ConfigurationIssue("certificate", "names \(path), which \(why)")
        }
        guard let first = chain.first else {
            throw ConfigurationIssue("certificate", "names \(path), which holds no certificate")
        }
        own = first
    }

    /// Why no browser takes it at a moment.
    ///
    /// Of its issuers another way may lead to an authority, so only its own time counts.
    func issues(at moment: Date) -> [ConfigurationIssue] {
        if moment < begin {
            let message = "is not valid before \(Self.text(begin)): use the earlier one until then, or see to the clock"
            return [.init("certificate", message)]
        }
        guard moment > end else { return [] }
        return [.init("certificate", "has expired at \(Self.text(end)): renew it and start the broker again")]
    }

    /// What time is about to do to it, and whether it is for another host than the issuer's.
    func warnings(for host: String, at moment: Date) -> [ConfigurationIssue] {
        var warnings: [ConfigurationIssue] = []
        if moment > end.addingTimeInterval(-Self.notice), moment <= end {
            let message = "ends at \(Self.text(end)): renew it before, and start the broker again"
            warnings.append(.init("certificate", message))
        }
        if !names(host) {
            warnings.append(.init("certificate", "is not for \(host), the issuer's host: browsers refuse it"))
        }
        return warnings
    }

    /// Whether it is for a host; its common name says nothing (RFC 9525 §2).
    private func names(_ host: String) -> Bool {
        let host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        let address = AddressRange(host)
        return own._subjectAlternativeNames().contains { name in
            switch name.nameType {
            case .ipAddress: return address.map { $0 == AddressRange(bytes: Array(name.contents)) } ?? false
            case .dnsName: return address == nil && Self.covers(String(decoding: name.contents, as: UTF8.self), host)
            default: return false
            }
        }
    }

    /// Whether a name of a certificate is that of a host; `*` stands for the whole of the first label (RFC 9525 §6.3).
    static func covers(_ name: String, _ host: String) -> Bool {
        let (name, host) = (name.lowercased(), host.lowercased())
        guard name.hasPrefix("*.") else { return name.utf8.elementsEqual(host.utf8) }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return false }
        return name.dropFirst().utf8.elementsEqual(host[dot...].utf8)
    }

    private var begin: Date { Date(timeIntervalSince1970: Double(own.notValidBefore)) }

    private var end: Date { Date(timeIntervalSince1970: Double(own.notValidAfter)) }

    private static func text(_ date: Date) -> String { date.formatted(.iso8601) }

    /// How long before its end an operator hears of it, in seconds, as of the seal's.
    private static let notice: TimeInterval = 30 * 86_400
}
