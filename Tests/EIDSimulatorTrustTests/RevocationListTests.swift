import EIDSimulatorTrust
import Testing

@Suite("A revocation list") struct RevocationListTests {
    private let bench: TrustBench
    private let issued: IssuedCertificate

    init() throws {
        bench = try TrustBench()
        issued = try bench.service.issueSigner(TrustBench.subject)
    }

    /// `openssl crl` about the list, checked against its issuer.
    private func text(_ role: TrustAuthority = .signers) throws -> OpenSSLCommand.Verdict {
        let list = try bench.openssl.file("list.crl", bench.service.revocationList(of: role))
        let issuer = try bench.openssl.file("issuer.cer", bench.service.certificate(of: role))
        let pem = bench.openssl.path("issuer.pem")
        _ = try bench.openssl.run("x509 -inform DER -in @ -out @", issuer, pem)
        return try bench.openssl.run("crl -inform DER -in @ -noout -text -CAfile @", list, pem)
    }

    @Test(arguments: TrustAuthority.allCases) func isSignedByItsAuthority(role: TrustAuthority) throws {
        let verdict = try text(role)
        #expect(verdict.says("verify OK") && verdict.says("No Revoked Certificates"), "\(verdict)")
    }

    @Test func namesWhatWasRevoked() throws {
        try bench.service.revoke(issued.serial, reason: .superseded)
        let verdict = try text()
        #expect(verdict.says("Serial Number: \(issued.serial.text.uppercased())"), "\(verdict)")
        #expect(verdict.says("Superseded") && verdict.says("verify OK"), "\(verdict)")
        #expect(try text(.seals).says("No Revoked Certificates"))
    }

    @Test func saysWhenTheNextIsDueAndWhoseItIs() throws {
        let verdict = try text()
        for expected in [
            "Last Update: Sep 21 14:13:20 2026 GMT", "Next Update: Sep 22 14:13:20 2026 GMT",
            "X509v3 Authority Key Identifier", "X509v3 CRL Number: \n                1790000000", "Version 2 (0x1)",
        ] {
            #expect(verdict.says(expected), "\(expected) is missing in \(verdict)")
        }
    }

    @Test func countsUp() throws {
        bench.time.advance(by: 10)
        #expect(try text().says("1790000010"))
    }

    @Test func makesThePathFail() throws {
        let lists = try [TrustAuthority.signers, .root].map { role in
            let list = try bench.openssl.file("list.crl", bench.service.revocationList(of: role))
            return try bench.openssl.run("crl -inform DER -in @", list).output
        }
        let before = try bench.openssl.file("before.pem", lists.joined())
        let good = try bench.verify(issued.certificate, "-crl_check_all -CRLfile \(before)")
        #expect(good.status == 0, "\(good)")
        try bench.service.revoke(issued.serial)
        let list = try bench.openssl.file("list.crl", bench.service.revocationList(of: .signers))
        let revoked = try bench.openssl.run("crl -inform DER -in @", list).output
        let after = try bench.openssl.file("after.pem", revoked + lists[1])
        #expect(try bench.verify(issued.certificate, "-crl_check_all -CRLfile \(after)").says("certificate revoked"))
    }
}
