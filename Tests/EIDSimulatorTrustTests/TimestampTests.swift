import EIDSimulatorTrust
import Testing

@Suite("The timestamp authority") struct TimestampTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    @Test func stampsWhatItIsAsked() throws {
        let reply = try bench.stamp("-sha256 -cert")
        let verdict = try bench.judge(reply)
        #expect(verdict.says("Verification: OK"), "\(verdict)")
        let text = try bench.replyText(reply)
        for expected in [
            "Status: Granted", "Policy OID: 2.999.49274.3", "Hash Algorithm: sha256",
            "Time stamp: Sep 21 14:13:20 2026 GMT", "Accuracy: 0x01 seconds",
        ] {
            #expect(text.says(expected), "\(expected) is missing in \(text)")
        }
    }

    @Test(arguments: ["sha384", "sha512"]) func stampsLongerDigests(digest: String) throws {
        #expect(try bench.judge(bench.stamp("-\(digest) -cert")).says("Verification: OK"))
    }

    @Test func sendsItsCertificateOnlyOnRequest() throws {
        let bare = try bench.stamp("-sha256")
        #expect(try bench.judge(bare).says("Verification: FAILED"))
        let unit = try bench.openssl.file("unit.cer", bench.service.timestampCertificate().certificate)
        let pem = try bench.openssl.run("x509 -inform DER -in @", unit).output
        let verdict = try bench.judge(bare, also: pem)
        #expect(verdict.says("Verification: OK"), "\(verdict)")
        #expect(try bare.count < bench.stamp("-sha256 -cert").count - 1500)
    }

    @Test func hasACertificateForNothingElse() throws {
        let text = try bench.text(bench.service.timestampCertificate().certificate)
        #expect(text.contains("X509v3 Extended Key Usage: critical\n                Time Stamping\n"), "\(text)")
    }

    @Test func namesItsCertificateBySHA256() throws {
        let reply = try bench.openssl.file("reply", bench.stamp("-sha256 -cert"))
        let parsed = try bench.openssl.run("asn1parse -inform DER -in @", reply).output
        #expect(parsed.contains("id-smime-aa-signingCertificateV2"))
        #expect(!parsed.contains("id-smime-aa-signingCertificate\n"))
    }

    @Test func numbersEachStampAnew() throws {
        let numbers = try (0..<5).map { _ in
            try bench.replyText(bench.stamp("-sha256")).output.split(separator: "\n").first { $0.hasPrefix("Serial") }
        }
        #expect(Set(numbers).count == 5)
        // 0x and at least 64 bits.
        #expect(numbers.allSatisfy { ($0?.split(separator: ": ").last?.count ?? 0) >= 18 })
    }

    @Test func refusesSHA1() throws {
        let text = try bench.replyText(bench.stamp("-sha1"))
        #expect(text.says("Status: Rejected") && text.says("unrecognized or unsupported algorithm"), "\(text)")
    }

    @Test func refusesAnotherPolicy() throws {
        let text = try bench.replyText(bench.stamp("-sha256 -tspolicy 1.2.3.4"))
        #expect(text.says("Status: Rejected") && text.says("requested TSA policy is not supported"), "\(text)")
    }

    @Test func takesItsOwnPolicy() throws {
        #expect(try bench.judge(bench.stamp("-sha256 -cert -tspolicy 2.999.49274.3")).says("Verification: OK"))
    }

    @Test(arguments: [[], Array("junk".utf8), [0x30, 0x00], [UInt8](repeating: 0x30, count: 70_000)])
    func refusesWhatIsNoQuery(query: [UInt8]) throws {
        let text = try bench.replyText(bench.service.timestamp(query))
        #expect(text.says("Status: Rejected") && text.says("the data submitted has the wrong format"), "\(text)")
    }

    @Test func refusesAQueryWithMoreBehindIt() throws {
        let text = try bench.replyText(bench.service.timestamp(bench.query("-sha256") + [0]))
        #expect(text.says("the data submitted has the wrong format"), "\(text)")
    }

    @Test func stampsWithAFault() throws {
        #expect(try bench.judge(bench.stamp("-sha256 -cert", fault: .wrongNonce)).says("nonce mismatch"))
        #expect(try bench.judge(bench.stamp("-sha256 -cert", fault: .wrongImprint)).says("message imprint mismatch"))
        let stale = try bench.stamp("-sha256 -cert", fault: .stale)
        #expect(try bench.replyText(stale).says("Time stamp: Sep 20 14:13:20 2026 GMT"))
        #expect(try bench.judge(stale).says("Verification: OK"))
    }

    @Test func addsANonceThatNobodySent() throws {
        let reply = try bench.stamp("-sha256 -cert -no_nonce", fault: .wrongNonce)
        #expect(try bench.replyText(reply).says("Nonce: 0x01"))
        #expect(try bench.replyText(bench.stamp("-sha256 -cert -no_nonce")).says("Nonce: unspecified"))
    }
}
