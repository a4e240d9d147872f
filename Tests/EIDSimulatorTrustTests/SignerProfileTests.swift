import EIDSimulatorTrust
import Testing

@Suite("A person's certificate on purpose") struct SignerProfileTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    private func issue(_ profile: SignerProfile) throws -> [UInt8] {
        try bench.service.issueSigner(TrustBench.subject, profile: profile).certificate
    }

    @Test func hasExpired() throws {
        #expect(try bench.verify(issue(.expired)).says("certificate has expired"))
    }

    @Test func isNotYetValid() throws {
        #expect(try bench.verify(issue(.notYetValid)).says("certificate is not yet valid"))
    }

    @Test func claimsNothing() throws {
        let certificate = try issue(.withoutStatements)
        #expect(try bench.verify(certificate).status == 0)
        #expect(try bench.statements(certificate).isEmpty)
        #expect(try !bench.text(certificate).contains("0.4.0.194112"))
    }

    @Test func commitsToNothing() throws {
        let certificate = try issue(.withoutNonRepudiation)
        #expect(try bench.verify(certificate).status == 0)
        #expect(try !bench.text(certificate).contains("Non Repudiation"))
    }

    @Test func comesFromSomebodyElse() throws {
        let certificate = try issue(.otherIssuer)
        #expect(try bench.verify(certificate).says("unable to get local issuer certificate"))
        #expect(try bench.text(certificate).contains("CN=SIMULATOR Unlisted CA"))
        #expect(try bench.statements(certificate).contains("0.4.0.1862.1.1"))
    }
}
