import FoundationEssentials
import Testing

@testable import EIDMethod

/// Certificates name URLs; not every URL is one to call.
@Suite("Calls that certificates ask for") struct CertificateURLRuleTests {
    private func allows(_ text: String, plain: Bool = true, local: Bool = false) -> Bool {
        let rule = CertificateURLRule(allowsPlainHTTP: plain, allowsLoopback: local)
        return URL(string: text).map(rule.allows) ?? false
    }

    @Test(
        "may go to public hosts",
        arguments: [
            "http://ocsp.example.be/", "https://crl.example.be/a.crl", "http://93.184.216.34/",
            "http://[2606:4700::1]/x",
            "http://172.32.0.1/", "http://a.b.example.com:8080/",
        ]
    ) func outside(_ url: String) { #expect(allows(url)) }

    @Test(
        "may not go to this machine or its neighbourhood",
        arguments: [
            "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://127.0.0.1/", "http://127.1/",
            "http://2130706433/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://0177.0.0.1/", "http://10.0.0.1/",
            "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/",
            "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/", "http://255.255.255.255/",
            "http://192.0.0.1/",
            "http://198.18.0.1/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/",
            "http://[::ffff:127.0.0.1]/", "http://[2002:7f00:1::]/", "http://[2001::1]/", "http://[64:ff9b::7f00:1]/",
            "http://intranet/", "http://printer.local/", "http://db.internal/", "http://127.0.0.1./",
        ]
    ) func inside(_ url: String) {
        #expect(!allows(url))
        #expect(!allows(url.replacing("http:", with: "https:")))
    }

    @Test(
        "may go to this machine in development",
        arguments: ["http://127.0.0.1:8481/ocsp", "http://localhost/", "http://a.localhost/", "http://[::1]/"]
    ) func development(_ url: String) { #expect(allows(url, local: true)) }

    @Test(
        "may not go to its neighbourhood, in development either",
        arguments: [
            "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
            "http://0.0.0.0/",
            "http://127.1/", "http://2130706433/", "http://[fe80::1]/", "http://[fc00::1]/",
            "http://[::ffff:127.0.0.1]/", "http://intranet/", "http://printer.local/", "http://db.internal/",
        ]
    ) func neighbourhood(_ url: String) { #expect(!allows(url, local: true)) }

    @Test(
        "use http and https only, without user or fragment",
        arguments: [
            "ftp://ocsp.example.be/", "file:///etc/passwd", "ldap://ocsp.example.be/", "http://a@ocsp.example.be/",
            "http://a:b@ocsp.example.be/", "http://ocsp.example.be/#a", "http:///x", "x", "",
        ]
    ) func schemes(_ url: String) { #expect(!allows(url) && !allows(url, local: true)) }

    @Test("use https only where the settings say so") func plain() {
        #expect(!allows("http://ocsp.example.be/", plain: false))
        #expect(allows("https://ocsp.example.be/", plain: false))
    }
}
