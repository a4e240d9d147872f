import EIDItsmeSimulator
import EIDJOSE
import EIDSimulator
import EIDSimulatorTrust
import Testing

@Suite("The trust service's addresses") struct TrustRouteTests {
    private let trust: TrustBench

    init() throws { trust = try TrustBench() }

    @Test func answerQuestionsByPost() async throws {
        let answer = try await trust.ask()
        #expect(answer.status == 200 && answer.header("content-type") == "application/ocsp-response")
        let verdict = try trust.judge(answer)
        #expect(verdict.contains("Response verify OK") && verdict.contains("leaf.pem: good"), "\(verdict)")
    }

    @Test func answerQuestionsByGet() async throws {
        let text = Base64.encode(try trust.question())
        for path in [text, FormFields.encode(text)] {
            let answer = await trust.bench.get("/trust/ocsp/\(path)")
            #expect(answer.status == 200 && answer.header("content-type") == "application/ocsp-response")
            #expect(try trust.judge(answer).contains("leaf.pem: good"))
        }
    }

    @Test func giveRevocationLists() async throws {
        try trust.bench.simulator.trust.revoke(trust.issued.serial)
        let answer = await trust.bench.get("/trust/crl/signers.crl")
        #expect(answer.status == 200 && answer.header("content-type") == "application/pkix-crl")
        let list = try trust.folder.write("list.crl", answer.body)
        let issuer = trust.folder.path("issuer.pem")
        let verdict = try trust.folder.openssl("crl -inform DER -in \(list) -noout -text -CAfile \(issuer)")
        #expect(verdict.contains("verify OK") && verdict.contains(trust.issued.serial.text.uppercased()), "\(verdict)")
    }

    @Test func giveAuthorities() async throws {
        let answer = await trust.bench.get("/trust/ca/signers.cer")
        #expect(answer.status == 200 && answer.header("content-type") == "application/pkix-cert")
        #expect(answer.body == trust.issued.chain[1])
    }

    @Test func giveTheRoot() async throws {
        let answer = await trust.bench.get("/trust/roots.pem")
        #expect(answer.status == 200 && answer.header("content-type") == "application/x-pem-file")
        #expect(answer.body == (try trust.folder.read("root.pem")))
    }

    @Test func giveTheTrustedList() async {
        let answer = await trust.bench.get("/trust/trusted-list.xml")
        #expect(answer.status == 200 && answer.header("content-type") == "application/vnd.etsi.tsl+xml")
        #expect(answer.text.contains(Base64.encode(trust.issued.chain[1])))
    }

    @Test func stamp() async throws {
        let answer = try await trust.stamp()
        #expect(answer.status == 200 && answer.header("content-type") == "application/timestamp-reply")
        let verdict = try trust.judge(reply: answer)
        #expect(verdict.contains("Verification: OK"), "\(verdict)")
    }

    @Test func discloseTerms() async {
        #expect(await trust.bench.get("/trust/pds").text.contains("not qualified"))
    }

    @Test func standInCertificates() throws {
        let leaf = trust.folder.path("leaf.pem")
        let text = try trust.folder.openssl("x509 -in \(leaf) -noout -text")
        for path in ["ocsp", "ca/signers.cer", "crl/signers.crl"] {
            #expect(text.contains("URI:https://sim.example/trust/\(path)\n"), "\(text)")
        }
    }

    @Test func followTheSimulator() async throws {
        var configuration = await trust.bench.simulator.configuration
        configuration.baseURL = "http://127.0.0.1:9999"
        await trust.bench.simulator.reconfigure(configuration)
        let issued = try trust.bench.simulator.trust.issueSeal(organization: "Demo", identifier: "NTRBE-0123456789")
        let leaf = try trust.folder.write("seal.cer", issued.certificate)
        let text = try trust.folder.openssl("x509 -inform DER -in \(leaf) -noout -text")
        #expect(text.contains("URI:http://127.0.0.1:9999/trust/ocsp\n"), "\(text)")
    }

    @Test(arguments: [(true, "leaf.pem: revoked"), (false, "leaf.pem: unknown")])
    func sayOfWhatWasNeverIssuedWhatTheSettingWants(revokes: Bool, expected: String) async throws {
        // The same authorities under another seed: under the same one their own certificates would take the number.
        let other = try TrustFolder()
        let bench = try PartnerBench(seed: 8) {
            $0.trust.folder = other.keys
            $0.trust.revokesUnissued = revokes
        }
        let answer = await bench.simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: "/trust/ocsp",
                headers: [("Content-Type", "application/ocsp-request")],
                body: try trust.question()
            )
        )
        let verdict = try trust.judge(answer)
        #expect(verdict.contains(expected), "\(verdict)")
    }
}
