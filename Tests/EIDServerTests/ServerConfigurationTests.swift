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
        return configuration.issues().map(\.path)
    }

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
        #expect(issues.isEmpty)
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
        #expect(configuration.issues() == [.init("tls.certificate", "names /nowhere.pem, which does not exist")])
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
