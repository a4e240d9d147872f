import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDServer

/// What is wrong with the section `server` before a port opens.
@Suite struct ServerConfigurationTests {
    private func paths(
        _ issuer: String = "https://broker.example",
        _ change: (inout ServerConfiguration) -> Void
    ) throws -> [String] {
        var configuration = ServerConfiguration(issuer: try #require(URL(string: issuer)))
        change(&configuration)
        return configuration.issues(at: Self.moment).map(\.path)
    }

    /// Within the certificate's time, whatever the machine's clock says.
    private static let moment = Date(timeIntervalSince1970: 1_800_000_000)

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST", "::ffff:127.0.0.1"])
    func plainHTTPIsServedToThisMachine(host: String) throws {
        #expect(try paths("http://localhost:8480") { $0.host = host }.isEmpty)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.7", "broker.example", "127.0.0.0/7"])
    func plainHTTPIsRefusedOnOtherAddresses(host: String) throws {
        #expect(try paths("http://localhost:8480") { $0.host = host } == ["host"])
        #expect(try paths { $0.host = host }.isEmpty, "a proxy in front speaks TLS")
        let certificate = try TestCertificate()
        defer { certificate.remove() }
        let tls = ServerConfiguration.TLS(certificate: certificate.path, privateKey: Secret(TestCertificate.key))
        let issues = try paths("http://localhost:8480") {
            $0.host = host
            $0.tls = tls
        }
        #expect(issues == ["tls"], "whose issuer is told to be https, and nothing else")
    }

    /// TLS with the certificate for localhost, which is there from 22 November 2026 to 29 October 2126.
    private func secured<Value>(
        _ issuer: String,
        _ look: (ServerConfiguration) throws -> Value
    ) throws -> Value {
        let certificate = try TestCertificate()
        defer { certificate.remove() }
        var configuration = ServerConfiguration(issuer: try #require(URL(string: issuer)))
        configuration.tls = .init(certificate: certificate.path, privateKey: Secret(TestCertificate.key))
        return try look(configuration)
    }

    @Test func aCertificateOutOfItsTimeIsRefused() throws {
        try secured("https://localhost:8480") { configuration in
            func issue(at seconds: TimeInterval) -> [ConfigurationIssue] {
                configuration.issues(at: Date(timeIntervalSince1970: seconds))
            }
            let begin = "is not valid before 2026-11-22T10:42:33Z: use the earlier one until then, or see to the clock"
            let end = "has expired at 2126-10-29T10:42:33Z: renew it and start the broker again"
            #expect(issue(at: 1_795_344_152) == [.init("tls.certificate", begin)])
            #expect(issue(at: 1_795_344_153).isEmpty)
            #expect(issue(at: 4_948_944_153).isEmpty)
            #expect(issue(at: 4_948_944_154) == [.init("tls.certificate", end)])
        }
    }

    @Test func aCertificateThatEndsWithinThirtyDaysIsTold() throws {
        try secured("https://localhost:8480") { configuration in
            let notice = Date(timeIntervalSince1970: 4_948_944_153 - 30 * 86_400)
            #expect(configuration.warnings(at: notice).isEmpty)
            #expect(configuration.warnings(at: notice + 1).map(\.path) == ["tls.certificate"])
            #expect(configuration.issues(at: notice + 1).isEmpty)
        }
    }

    @Test(arguments: [
        "https://broker.example", "https://localhost.example", "https://127.0.0.1", "https://[::1]:8480",
    ])
    func aCertificateForAnotherHostIsTold(issuer: String) throws {
        let warnings = try secured(issuer) { $0.warnings(at: Self.moment) }
        #expect(warnings.map(\.path) == ["tls.certificate"])
    }

    @Test(arguments: [
        ("broker.example", "broker.example", true), ("Broker.Example", "broker.example", true),
        ("*.example.com", "broker.example.com", true), ("*.example.com", "example.com", false),
        ("*.example.com", "a.b.example.com", false), ("*.example.com", ".example.com", false),
        ("b*.example.com", "broker.example.com", false), ("*", "broker", false),
        ("example.com", "a.example.com", false), ("", "broker.example", false),
    ])
    func aNameCoversAHost(name: String, host: String, covers: Bool) {
        #expect(ServerCertificate.covers(name, host) == covers)
    }

    @Test func anAddressInACertificateIsFourOrSixteenBytes() {
        #expect(AddressRange(bytes: [10, 0, 0, 7]) == AddressRange("10.0.0.7"))
        #expect(AddressRange(bytes: [UInt8](repeating: 0, count: 15) + [1]) == AddressRange("::1"))
        #expect(AddressRange(bytes: [10, 0, 0]) == nil)
    }

    @Test(arguments: [
        "proxy.example", "10.0.0.0/33", "10.0.0/8", "10.0.0.1:80", "", "0.0.0.0/0", "::/0", "fe80::1/129", "10.0.0.0/",
        "10.0.0.0/8/8", "10.0.0.0/-1",
    ])
    func aProxyThatIsNoAddressIsRefused(proxy: String) throws {
        #expect(try paths { $0.trustedProxies = ["10.0.0.1", proxy] } == ["trustedProxies[1]"])
    }

    @Test(arguments: ["10.0.0.1", "10.0.0.0/8", "2001:db8::1", "2001:db8::/32", "::ffff:10.0.0.0/104"])
    func aProxyMayBeAnAddressOrARange(proxy: String) throws {
        #expect(try paths { $0.trustedProxies = [proxy] }.isEmpty)
    }

    @Test func aCertificateThatIsNotThereIsRefused() throws {
        let tls = ServerConfiguration.TLS(certificate: "/nowhere.pem", privateKey: Secret(TestCertificate.key))
        var configuration = ServerConfiguration(issuer: try #require(URL(string: "https://broker.example")))
        configuration.tls = tls
        let issue = ConfigurationIssue("tls.certificate", "names /nowhere.pem, which does not exist")
        #expect(configuration.issues(at: Self.moment) == [issue])
    }

    @Test(arguments: ["", "not a key", TestCertificate.certificate])
    func aKeyThatIsNoneIsRefused(key: String) throws {
        let certificate = try TestCertificate()
        defer { certificate.remove() }
        let tls = ServerConfiguration.TLS(certificate: certificate.path, privateKey: Secret(key))
        #expect(try paths { $0.tls = tls } == ["tls.privateKey"])
    }

    @Test func aKeyOfAnotherCertificateIsRefused() throws {
        let certificate = try TestCertificate()
        defer { certificate.remove() }
        let tls = ServerConfiguration.TLS(certificate: certificate.path, privateKey: Secret(Self.otherKey))
        #expect(try paths { $0.tls = tls } == ["tls.privateKey"])
    }

    /// A key for this test only.
    private static let otherKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg48KXTI/3sYkJhrjP
        CKGgWRxHY1eSummQrnuCW38R/WehRANCAASYsQRzo5S8t+hYl8lJXj+ULpX9aPFA
        HDMhwDPgey0o3cM8VzJ5JC5OoAWeZz7arNTrI9hPLcaIuQptp5QIAvA0
        -----END PRIVATE KEY-----

        """
}
