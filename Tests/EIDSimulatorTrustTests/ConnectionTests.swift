import EIDSimulatorTrust
import Testing

@Suite("A certificate of a TLS connection") struct ConnectionTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    @Test(arguments: ["sslserver", "sslclient"]) func servesEitherEnd(purpose: String) throws {
        let issued = try bench.service.issueConnection(name: "broker.localhost")
        let authority = try bench.openssl.file("tls.pem", bench.service.pem(of: .connections))
        let leaf = try bench.openssl.file("leaf.cer", issued.certificate)
        let verdict = try bench.openssl.run(
            "verify -x509_strict -attime \(bench.time.seconds) -purpose \(purpose) -CAfile @ @",
            authority,
            leaf
        )
        #expect(verdict.status == 0, "\(verdict)")
    }

    @Test func namesTheHolderAndLoopback() throws {
        let text = try bench.text(bench.service.issueConnection(name: "broker.localhost").certificate)
        #expect(text.contains("CN=broker.localhost,O="), "\(text)")
        #expect(text.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"), "\(text)")
    }

    @Test func isNotTrustedForSignatures() throws {
        let issued = try bench.service.issueConnection(name: "broker.localhost")
        #expect(try bench.verify(issued.certificate).status != 0)
    }

    @Test(arguments: ["", "a\nb", String(repeating: "x", count: 65)]) func anUnsuitableNameIsRefused(name: String) {
        #expect(throws: TrustError.self) { try bench.service.issueConnection(name: name) }
    }

    @Test(arguments: [0, 11 * 365 * 86_400.0]) func anUnsuitableLifeIsRefused(seconds: Double) {
        #expect(throws: TrustError.self) { try bench.service.issueConnection(name: "a", validity: seconds) }
    }
}
