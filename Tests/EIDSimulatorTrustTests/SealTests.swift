import EIDSimulatorTrust
import Testing

@Suite("An organisation's certificate") struct SealTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    private func issue(_ identifier: String = "NTRBE-0123456789", inDevice: Bool = false) throws -> IssuedCertificate {
        try bench.service.issueSeal(organization: "Bakkerij Lotte", identifier: identifier, inDevice: inDevice)
    }

    @Test(arguments: ["NTRBE-0123456789", "VATBE-0123456789"]) func namesTheOrganisation(identifier: String) throws {
        let issued = try issue(identifier)
        let verdict = try bench.verify(issued.certificate)
        #expect(verdict.status == 0, "\(verdict)")
        let text = try bench.text(issued.certificate)
        #expect(text.contains("organizationIdentifier=\(identifier),O=Bakkerij Lotte,C=BE"), "\(text)")
        #expect(text.contains("Digital Signature, Non Repudiation"))
        #expect(text.contains("crl/seals.crl"))
    }

    @Test func claimsToBeASeal() throws {
        let issued = try issue()
        let statements = try bench.statements(issued.certificate)
        #expect(statements.contains("0.4.0.1862.1.6.2") && !statements.contains("0.4.0.1862.1.6.1"))
        #expect(statements.contains("0.4.0.194121.1.2") && !statements.contains("0.4.0.1862.1.4"))
        #expect(try bench.text(issued.certificate).contains("Policy: 0.4.0.194112.1.1\n"))
    }

    @Test func claimsADeviceWhenToldTo() throws {
        let issued = try issue(inDevice: true)
        #expect(try bench.statements(issued.certificate).contains("0.4.0.1862.1.4"))
        #expect(try bench.text(issued.certificate).contains("Policy: 0.4.0.194112.1.3\n"))
    }

    @Test func givesItsKeyAndChainAway() throws {
        let issued = try issue()
        let key = try bench.openssl.file("key.pem", issued.privateKeyPEM())
        let chain = try bench.openssl.file("chain.pem", issued.chainPEM())
        let fromKey = try bench.openssl.run("pkey -in @ -pubout", key)
        let fromChain = try bench.openssl.run("x509 -in @ -noout -pubkey", chain)
        #expect(fromKey.status == 0 && fromKey.output == fromChain.output, "\(fromKey)")
        #expect(try issued.chainPEM().split(separator: "BEGIN CERTIFICATE").count == 4)
    }

    @Test(arguments: ["", "0123456789", "NTRBE-", "NTRNL-0123456789", "PNOBE-0123456789", "NTRBE 0123456789"])
    func refusesWhatIsNoIdentifier(identifier: String) {
        #expect(throws: TrustError.self) { try issue(identifier) }
    }
}
