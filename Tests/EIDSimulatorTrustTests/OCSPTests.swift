import EIDSimulatorTrust
import Foundation
import Testing

@Suite("The responder") struct OCSPTests {
    private let bench: TrustBench
    private let issued: IssuedCertificate

    init() throws {
        bench = try TrustBench()
        issued = try bench.service.issueSigner(TrustBench.subject)
    }

    @Test func callsGoodWhatWasIssued() throws {
        let verdict = try bench.status(of: issued)
        #expect(verdict.says("Response verify OK") && verdict.says("leaf.pem: good"), "\(verdict)")
        #expect(!verdict.says("OCSP Nonce"), "\(verdict)")
    }

    @Test(arguments: ["sha1", "sha256", "sha384", "sha512"]) func knowsIssuersByEveryDigest(digest: String) throws {
        let verdict = try bench.status(of: issued, request: "-\(digest)")
        #expect(verdict.says("leaf.pem: good"), "\(verdict)")
    }

    @Test func callsRevokedWhatWasRevoked() throws {
        try bench.service.revoke(issued.serial, at: TrustBench.now.addingTimeInterval(-60), reason: .keyCompromise)
        let verdict = try bench.status(of: issued)
        #expect(verdict.says("leaf.pem: revoked") && verdict.says("Reason: keyCompromise"), "\(verdict)")
        #expect(verdict.says("Revocation Time: Sep 21 14:12:20 2026 GMT"), "\(verdict)")
    }

    @Test func callsGoodWhatIsRevokedOnlyLater() throws {
        try bench.service.revoke(issued.serial, at: TrustBench.now.addingTimeInterval(60))
        #expect(try bench.status(of: issued).says("leaf.pem: good"))
        bench.time.advance(by: 60)
        #expect(try bench.status(of: issued).says("leaf.pem: revoked"))
    }

    @Test func callsUnknownWhatWasNeverIssued() throws {
        let verdict = try bench.status(of: issued, request: "", serial: "0x1234567890")
        #expect(verdict.says("Response verify OK") && verdict.says(": unknown"), "\(verdict)")
    }

    @Test func callsUnknownTheNegativeOfANumber() throws {
        let verdict = try bench.status(of: issued, request: "", serial: "-0x\(issued.serial.text)")
        #expect(verdict.says(": unknown"), "\(verdict)")
    }

    @Test func callsRevokedWhatWasNeverIssuedWhenToldTo() throws {
        let bench = try TrustBench(revokesUnissued: true)
        let issued = try bench.service.issueSigner(TrustBench.subject)
        let verdict = try bench.status(of: issued, request: "", serial: "0x1234567890")
        #expect(verdict.says(": revoked") && verdict.says("Reason: certificateHold"), "\(verdict)")
        #expect(verdict.says("Revocation Time: Jan  1 00:00:00 1970 GMT"), "\(verdict)")
        #expect(verdict.says("valid: \n"), "\(verdict)")
        #expect(try bench.status(of: issued).says(": good"))
    }

    @Test func repeatsTheNonce() throws {
        let verdict = try bench.status(of: issued, request: "-nonce")
        #expect(verdict.status == 0 && verdict.says("Response verify OK"), "\(verdict)")
        #expect(verdict.says("OCSP Nonce") && !verdict.says("Nonce Verify error"), "\(verdict)")
    }

    @Test func signsWithACertificateForThat() throws {
        let verdict = try bench.status(of: issued, request: "-nonce")
        #expect(verdict.says("OCSP Signing") && verdict.says("OCSP No Check"), "\(verdict)")
        #expect(verdict.says("This Update: Sep 21 14:13:20 2026 GMT"), "\(verdict)")
        #expect(verdict.says("Next Update: Sep 21 15:13:20 2026 GMT"), "\(verdict)")
    }

    @Test func answersForEveryAuthority() throws {
        let seal = try bench.service.issueSeal(organization: "Bakkerij Lotte", identifier: "NTRBE-0123456789")
        let verdict = try bench.status(of: seal)
        #expect(verdict.says("Response verify OK") && verdict.says("leaf.pem: good"), "\(verdict)")
        let middle = try bench.status(of: Array(issued.chain.dropFirst()))
        #expect(middle.says("Response verify OK") && middle.says("leaf.pem: good"), "\(middle)")
    }

    @Test func stillAnswersAfterItsOwnCertificateHasExpired() throws {
        _ = try bench.status(of: issued)
        bench.time.advance(by: 40 * 86_400)
        let verdict = try bench.status(of: issued)
        #expect(verdict.says("Response verify OK") && verdict.says("leaf.pem: good"), "\(verdict)")
    }

    @Test(arguments: [[], [0x30], [0x30, 0x00], Array("junk".utf8), [UInt8](repeating: 0x30, count: 70_000)])
    func refusesWhatIsNoQuestion(request: [UInt8]) throws {
        #expect(try bench.service.ocsp(request) == [0x30, 3, 0x0A, 1, 1])
    }

    @Test func refusesAQuestionWithMoreBehindIt() throws {
        let question = try bench.question(issued.chain)
        #expect(try bench.service.ocsp(question).count > 200)
        #expect(try bench.service.ocsp(question + [0]) == [0x30, 3, 0x0A, 1, 1])
    }

    @Test func refusesToSpeakForOthers() throws {
        let other = try TrustBench(folder: nil)
        let foreign = try other.service.issueSigner(TrustBench.subject, profile: .otherIssuer)
        #expect(try bench.service.ocsp(bench.question(foreign.chain)) == [0x30, 3, 0x0A, 1, 6])
    }

    @Test func saysUnknownOfAnotherAuthoritysNumber() throws {
        let seal = try bench.service.issueSeal(organization: "Bakkerij Lotte", identifier: "NTRBE-0123456789")
        let serial = "0x\(seal.serial.text)"
        #expect(try bench.status(of: issued, request: "", serial: serial).says(": unknown"))
    }

    @Test func refusesToRevokeWhatWasNeverIssued() {
        #expect(throws: TrustError.self) { try bench.service.revoke(SerialNumber(bytes: [1, 2, 3])) }
        #expect(throws: TrustError.self) {
            try bench.service.revoke(SerialNumber(bytes: [UInt8](repeating: 9, count: 16)))
        }
    }

    @Test func keepsTheFirstRevocation() throws {
        try bench.service.revoke(issued.serial, at: TrustBench.now.addingTimeInterval(-60), reason: .keyCompromise)
        try bench.service.revoke(issued.serial, at: TrustBench.now, reason: .superseded)
        #expect(try bench.status(of: issued).says("Reason: keyCompromise"))
    }
}
