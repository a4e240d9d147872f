import EIDSimulatorTrust
import Foundation
import Testing

@Suite("A person's certificate") struct SignerTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    @Test func verifiesUpToTheRoot() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        let verdict = try bench.verify(issued.certificate)
        #expect(verdict.status == 0, "\(verdict)")
        #expect(issued.chain.count == 3)
        #expect(issued.chain.first == issued.certificate)
        #expect(try issued.chain.last == bench.service.certificate(of: .root))
    }

    @Test func namesThePersonAsRealOnesDo() throws {
        let text = try bench.text(bench.service.issueSigner(TrustBench.subject).certificate)
        let subject =
            #"CN=Van den Berg Lotte Zo\C3\AB,GN=Lotte Zo\C3\AB,SN=Van den Berg,"#
            + "serialNumber=90020512345,L=Gent,C=BE"
        #expect(text.contains("Subject: \(subject)"), "\(text)")
        #expect(text.contains("NOT A REAL TRUST SERVICE"))
    }

    @Test func hasTheExtensionsOfRealOnes() throws {
        let text = try bench.text(bench.service.issueSigner(TrustBench.subject).certificate)
        for expected in [
            "X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n",
            "TLS Web Client Authentication, E-mail Protection, 1.3.6.1.4.1.311.10.3.12",
            "Policy: 2.999.49274.1\n", "Policy: 0.4.0.194112.1.2\n",
            "OCSP - URI:http://trust.example/trust/ocsp", "CA Issuers - URI:http://trust.example/trust/ca/signers.cer",
            "URI:http://trust.example/trust/crl/signers.crl", "qcStatements", "X509v3 Authority Key Identifier",
            "Public-Key: (2048 bit)", "Signature Algorithm: sha256WithRSAEncryption",
        ] {
            #expect(text.contains(expected), "\(expected) is missing in \(text)")
        }
    }

    @Test func claimsToBeQualified() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        #expect(
            try bench.statements(issued.certificate) == [
                "1.3.6.1.5.5.7.11.2", "0.4.0.194121.1.1", "0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6",
                "0.4.0.1862.1.6.1", "0.4.0.1862.1.5",
            ]
        )
    }

    @Test func signsDigests() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        let document = try bench.openssl.file("document", "what is signed")
        _ = try bench.openssl.run("dgst -sha256 -binary -out @ @", bench.openssl.path("digest"), document)
        let value = try bench.openssl.file("value", issued.sign(digest: bench.openssl.bytes("digest")))
        let leaf = try bench.openssl.file("leaf.cer", issued.certificate)
        _ = try bench.openssl.run("x509 -inform DER -in @ -noout -pubkey -out @", leaf, bench.openssl.path("key"))
        let verdict = try bench.openssl.run(
            "dgst -sha256 -verify @ -signature @ @",
            bench.openssl.path("key"),
            value,
            document
        )
        #expect(verdict.says("Verified OK"), "\(verdict)")
        #expect(try issued.sign(digest: [UInt8](repeating: 1, count: 32)).count == 256)
    }

    @Test(arguments: [0, 20, 31, 33, 64]) func refusesDigestsThatAreNotSHA256(count: Int) throws {
        let issued = try bench.service.issueSigner(TrustBench.subject)
        #expect(throws: TrustError.self) { try issued.sign(digest: [UInt8](repeating: 1, count: count)) }
    }

    @Test(arguments: ["", "be", "BEL", "B1"]) func refusesWhatIsNoCountry(country: String) {
        var subject = TrustBench.subject
        subject.country = country
        #expect(throws: TrustError.self) { try bench.service.issueSigner(subject) }
    }

    @Test(arguments: ["", "a\u{0}b", "a\nb", String(repeating: "x", count: 257)])
    func refusesWhatIsNoName(surname: String) {
        var subject = TrustBench.subject
        subject.surname = surname
        #expect(throws: TrustError.self) { try bench.service.issueSigner(subject) }
    }

    @Test(arguments: [0, -1, 400_000_000, .nan, .infinity]) func refusesImpossibleLives(seconds: TimeInterval) {
        #expect(throws: TrustError.self) { try bench.service.issueSigner(TrustBench.subject, validity: seconds) }
    }

    @Test func endsAfterItsValidity() throws {
        let issued = try bench.service.issueSigner(TrustBench.subject, validity: 3600)
        bench.time.advance(by: 3599)
        #expect(try bench.verify(issued.certificate).status == 0)
        bench.time.advance(by: 2)
        #expect(try bench.verify(issued.certificate).says("certificate has expired"))
    }
}
