import EIDItsmeSimulator
import EIDSimulator
import Testing

@Suite("The trust service's addresses refuse") struct TrustRefusalTests {
    private let trust: TrustBench

    init() throws { trust = try TrustBench() }

    @Test(arguments: [nil, "text/plain", "application/timestamp-query"]) func anotherKindOfQuestion(type: String?)
        async throws
    {
        #expect(try await trust.ask(type: type).status == 415)
    }

    @Test(arguments: [nil, "text/plain", "application/ocsp-request"]) func anotherKindOfQuery(type: String?)
        async throws
    {
        #expect(try await trust.stamp(type: type).status == 415)
    }

    @Test func largeBodies() async throws {
        let body = [UInt8](repeating: 0x30, count: 64 * 1024 + 1)
        #expect(try await trust.ask(body).status == 413)
        #expect(try await trust.stamp(body).status == 413)
    }

    @Test func longPaths() async {
        #expect(await trust.bench.get("/trust/ocsp/" + String(repeating: "A", count: 4097)).status == 414)
    }

    @Test(arguments: ["", "%", "%zz", "not base64!", "AAAA", "MA=="]) func questionsThatAreNone(path: String) async {
        let answer = await trust.bench.get("/trust/ocsp/\(path)")
        #expect(answer.status == 200 && answer.body == [0x30, 3, 0x0A, 1, 1])
    }

    @Test(arguments: [
        "/trust/", "/trust/crl", "/trust/crl/", "/trust/crl/nobody.crl", "/trust/crl/signers.cer",
        "/trust/ca/..%2Froot.cer",
        "/trust/ca/signers.cer/", "/trust/roots.pem/x", "/trust/elsewhere",
    ])
    func paths(path: String) async { #expect(await trust.bench.get(path).status == 404) }

    @Test func otherVerbs() async {
        #expect(await trust.bench.get("/trust/ocsp").status == 405)
        #expect(await trust.bench.get("/trust/tsa").status == 405)
        for path in ["/trust/crl/signers.crl", "/trust/roots.pem", "/trust/ocsp/AAAA"] {
            #expect(await trust.post(path, [], type: nil).status == 405)
        }
    }

    @Test func everythingWhenDisabled() async throws {
        let bench = try PartnerBench { $0.trust.isEnabled = false }
        for path in ["/trust/roots.pem", "/trust/crl/root.crl", "/trust/ocsp/AAAA", "/trust/tsa"] {
            #expect(await bench.get(path).status == 404)
        }
    }

    @Test func toWorkWithADamagedFolder() async throws {
        _ = try trust.folder.write("keys/root.pem", Array("junk".utf8))
        let folder = trust.folder.keys
        let bench = try PartnerBench { $0.trust.folder = folder }
        let answer = await bench.get("/trust/roots.pem")
        #expect(answer.status == 500 && !answer.text.contains("junk"))
    }
}
