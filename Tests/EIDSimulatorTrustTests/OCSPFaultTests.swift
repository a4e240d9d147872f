import EIDSimulatorTrust
import Testing

@Suite("A responder with a fault") struct OCSPFaultTests {
    private let bench: TrustBench
    private let issued: IssuedCertificate

    init() throws {
        bench = try TrustBench()
        issued = try bench.service.issueSigner(TrustBench.subject)
    }

    @Test func callsRevokedWhatIsGood() throws {
        let verdict = try bench.status(of: issued, fault: .revoked)
        #expect(verdict.says("leaf.pem: revoked") && verdict.says("Response verify OK"), "\(verdict)")
    }

    @Test func givesAnOldAnswer() throws {
        let verdict = try bench.status(of: issued, fault: .stale)
        #expect(verdict.says("Next Update: Sep 20 14:13:20 2026 GMT"), "\(verdict)")
    }

    @Test func repeatsAnotherNonce() throws {
        let verdict = try bench.status(of: issued, request: "-nonce", fault: .wrongNonce)
        #expect(verdict.says("Nonce Verify error"), "\(verdict)")
    }

    @Test func asksToComeBackLater() throws {
        #expect(try bench.service.ocsp(bench.question(issued.chain), fault: .tryLater) == [0x30, 3, 0x0A, 1, 3])
    }
}
