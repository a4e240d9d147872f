import EIDSimulatorTrust
import Testing

@Suite("Names in certificates") struct TrustServiceNameTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    private func names(_ certificate: [UInt8]) throws -> [String] {
        let file = try bench.openssl.file("named.cer", certificate)
        let lines = try bench.openssl.run("x509 -inform DER -in @ -noout -issuer -subject", file).output
        return lines.split(separator: "\n").map(String.init)
    }

    @Test(arguments: TrustAuthority.allCases) func sayThatAnAuthorityIsNotReal(role: TrustAuthority) throws {
        let names = try names(bench.service.certificate(of: role))
        #expect(names.count == 2)
        for name in names { #expect(name.contains("NOT REAL") && name.contains("NOT A REAL TRUST SERVICE"), "\(name)") }
    }
}
