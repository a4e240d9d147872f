import EIDJSON
import EIDSimulator
import EIDSimulatorTrust
import Testing

@testable import EIDItsmeSimulator

/// Certificates that a broker must not sign with, one fault for each way of being wrong.
@Suite struct UnsuitableCertificateTests {
    /// What the CSC API tells after a first leg under a fault.
    private func chain(_ fault: ItsmeFault, status: String = "valid") async throws -> (chain: [[UInt8]], seconds: Int) {
        let bench = try SigningBench()
        await bench.control.arm(fault)
        let bearer = try await bench.bearer()
        let info = try await bench.credential(bench.credentialID(bearer), bearer)
        #expect(info["cert"]?["status"]?.string == status)
        return (SigningBench.chain(info), bench.clock.seconds)
    }

    @Test func itHasExpired() async throws {
        let (chain, now) = try await chain(.expiredCertificate, status: "expired")
        #expect(try OpenSSLCommand.objection(to: chain, at: now)?.contains("certificate has expired") == true)
    }

    @Test func itIsNotYetValid() async throws {
        let (chain, now) = try await chain(.notYetValidCertificate)
        #expect(try OpenSSLCommand.objection(to: chain, at: now)?.contains("certificate is not yet valid") == true)
    }

    @Test func itClaimsNothingAboutBeingQualified() async throws {
        let (chain, now) = try await chain(.certificateWithoutStatements)
        #expect(try OpenSSLCommand.objection(to: chain, at: now) == nil)
        let text = try OpenSSLCommand.text(of: try #require(chain.first))
        #expect(text.contains("Policy: 2.999.49274.1") && !text.contains("0.4.0.194112"), "\(text)")
    }

    @Test func itsKeyCommitsToNothing() async throws {
        let (chain, now) = try await chain(.certificateWithoutNonRepudiation)
        #expect(try OpenSSLCommand.objection(to: chain, at: now) == nil)
        let text = try OpenSSLCommand.text(of: try #require(chain.first))
        #expect(text.contains("Digital Signature") && !text.contains("Non Repudiation"), "\(text)")
    }

    @Test func itIsSomebodyElses() async throws {
        let (chain, _) = try await chain(.otherIssuerCertificate)
        #expect(chain.count == 2)
        #expect(try OpenSSLCommand.text(of: try #require(chain.first)).contains("SIMULATOR Unlisted CA"))
    }

    @Test(arguments: ItsmeFault.allCases.filter { $0.signerProfile != nil })
    func itStaysUntilTheAccountIsCreatedAnew(_ fault: ItsmeFault) async throws {
        let bench = try SigningBench()
        await bench.control.arm(fault)
        let code = try await bench.userCode(persona: "saar")
        _ = try await bench.startIdentification(["userCode": .string(code)])
        #expect(await bench.simulator.signing.credentials["saar"]?.profile == fault.signerProfile)
        try await bench.control.recreateAccount("saar")
        _ = try await bench.userCode(persona: "saar")
        #expect(await bench.simulator.signing.credentials["saar"]?.profile == .qualified)
    }
}
