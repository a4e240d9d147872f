import EIDSimulatorTrust
import Foundation
import Testing

@Suite("A certificate in a scheme's own shape") struct PersonTemplateTests {
    private let bench: TrustBench

    init() throws { bench = try TrustBench() }

    private func template(_ change: (inout PersonTemplate) -> Void = { _ in }) -> PersonTemplate {
        var template = PersonTemplate(country: "EE")
        template.serialNumber = "PNOEE-48801126018"
        template.surname = "Mägi"
        template.givenNames = "Kadri Liis"
        template.policies = ["1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"]
        template.purposes = ["1.3.6.1.4.1.62306.5.7.0"]
        change(&template)
        return template
    }

    @Test func verifiesUpToTheRoot() throws {
        let issued = try bench.service.issuePerson(template())
        let verdict = try bench.verify(issued.certificate)
        #expect(verdict.status == 0 && issued.chain.count == 3, "\(verdict)")
    }

    @Test func hasWhatTheTemplateSays() throws {
        let text = try bench.text(bench.service.issuePerson(template { $0.birthdate = "19880112" }).certificate)
        for expected in [
            "serialNumber=PNOEE-48801126018", "Policy: 1.3.6.1.4.1.10015.17.2\n", "Policy: 0.4.0.2042.1.2\n",
            "1.3.6.1.4.1.62306.5.7.0", "X509v3 Key Usage: critical\n                Digital Signature\n",
            "X509v3 Subject Directory Attributes",
        ] {
            #expect(text.contains(expected), "\(expected) is missing in \(text)")
        }
    }

    @Test func leavesOutWhatTheTemplateDoesNotSay() throws {
        let text = try bench.text(bench.service.issuePerson(PersonTemplate(country: "EE")).certificate)
        for unexpected in ["serialNumber=", "GN=", "SN=", "Policy:", "Extended Key Usage", "Directory Attributes"] {
            #expect(!text.contains(unexpected), "\(unexpected) is in \(text)")
        }
    }

    @Test(arguments: TrustHash.allCases) func signsWithRSASSAPSS(hash: TrustHash) throws {
        let issued = try bench.service.issuePerson(template())
        let message = Array("what is signed".utf8)
        let document = try bench.openssl.file("document", message)
        let value = try bench.openssl.file("value", issued.signPSS(digest: hash.digest(message), hash))
        let leaf = try bench.openssl.file("leaf.cer", issued.certificate)
        let key = bench.openssl.path("key")
        _ = try bench.openssl.run("x509 -inform DER -in @ -noout -pubkey -out @", leaf, key)
        let name = hash.rawValue.lowercased().replacing("sha-", with: "sha")
        let options = "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:\(hash.length)"
        let verdict = try bench.openssl.run("dgst -\(name) \(options) -verify @ -signature @ @", key, value, document)
        #expect(verdict.status == 0 && verdict.says("Verified OK"), "\(verdict)")
    }

    @Test func refusesADigestOfAnotherLength() throws {
        let issued = try bench.service.issuePerson(template())
        #expect(throws: TrustError.self) { try issued.signPSS(digest: [1, 2, 3], .sha512) }
    }
}
