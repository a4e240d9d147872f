import EIDJOSE
import EIDMethod

/// The section `tls` of an entry of `methods`.
enum TLSSection {
    static let settings: [Setting] = [
        .optional("certificate", certificates, "The certificate that the upstream knows us by, and its chain, PEM."),
        .optional("key", .secret, "The private key of the certificate, PEM."),
        .optional(
            "trust",
            certificates,
            "The only authorities that may vouch for the upstream, PEM; the machine's if absent."
        ),
    ]

    /// Certificates are no secret; this many bytes hold more authorities than a machine has.
    private static let certificates = Setting.Kind.file(maximumBytes: 256 * 1024)
    private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)

    /// Reads a section that has passed its checks.
    static func tls(_ reader: SettingsReader) -> MethodTLS {
        MethodTLS(
            certificate: reader.file("certificate"),
            key: reader.secret("key"),
            trust: reader.file("trust")
        )
    }

    /// What is wrong across the settings; paths are relative to the section.
    static func issues(_ tls: MethodTLS) -> [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        switch (tls.certificate, tls.key) {
        case (.some, nil): issues.append(.init("key", "is missing: a certificate proves nothing without its key"))
        case (nil, .some): issues.append(.init("certificate", "is missing: a key is nothing without its certificate"))
        case (nil, nil) where tls.trust == nil:
            issues.append(.init("", "says nothing; leave it out, or write certificate and key, or trust"))
        default: break
        }
        for (name, bytes) in [("certificate", tls.certificate), ("trust", tls.trust)] {
            if let bytes, !bytes.contains(begin) { issues.append(.init(name, "holds no certificate in PEM")) }
        }
        if let key = tls.key, (try? JWK(pem: key.reveal()))?.isPrivate != true {
            issues.append(.init("key", "is not a private key in PEM that can be read without a passphrase"))
        }
        return issues
    }
}
