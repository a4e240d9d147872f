import EIDItsmeSimulator
import EIDSimulator
import Testing

@Suite("A fault of the trust service") struct TrustFaultTests {
    private let trust: TrustBench

    init() throws { trust = try TrustBench() }

    private func ask(_ fault: ItsmeFault) async throws -> String {
        await trust.bench.control.arm(fault)
        return try await trust.judge(trust.ask())
    }

    private func stamp(_ fault: ItsmeFault) async throws -> String {
        await trust.bench.control.arm(fault)
        return try await trust.judge(reply: trust.stamp())
    }

    @Test func keepsTheResponderSilentOnce() async throws {
        await trust.bench.control.arm(.ocspOutage)
        #expect(try await trust.ask().status == 503)
        #expect(try await trust.ask().status == 200)
    }

    @Test func callsTheCertificateRevoked() async throws {
        #expect(try await ask(.ocspRevoked).contains("leaf.pem: revoked"))
    }

    @Test func makesTheAnswerOld() async throws {
        #expect(try await ask(.ocspStale).contains("Next Update: Sep 20 14:13:20 2026 GMT"))
    }

    @Test func asksToComeBackLater() async throws {
        await trust.bench.control.arm(.ocspTryLater)
        #expect(try await trust.ask().body == [0x30, 3, 0x0A, 1, 3])
    }

    @Test func changesTheResponsesNonce() async throws {
        let (issuer, leaf) = (trust.folder.path("issuer.pem"), trust.folder.path("leaf.pem"))
        try trust.folder.openssl(
            "ocsp -nonce -issuer \(issuer) -cert \(leaf) -reqout \(trust.folder.path("nonce.der"))"
        )
        let question = try trust.folder.read("nonce.der")
        await trust.bench.control.arm(.ocspWrongNonce)
        for expected in [true, false] {
            let response = try await trust.folder.write("response.der", trust.ask(question).body)
            let verdict = try trust.folder.openssl(
                "ocsp -reqin \(trust.folder.path("nonce.der")) -respin \(response) -attime 1790000000",
                "-CAfile \(trust.folder.path("root.pem")) -verify_other \(issuer)"
            )
            #expect(verdict.contains("Nonce Verify error") == expected, "\(verdict)")
        }
    }

    @Test func keepsTheListAway() async {
        await trust.bench.control.arm(.revocationListOutage)
        #expect(await trust.bench.get("/trust/crl/signers.crl").status == 503)
        #expect(await trust.bench.get("/trust/crl/signers.crl").status == 200)
    }

    @Test func keepsTheTimestampsAway() async throws {
        await trust.bench.control.arm(.timestampOutage)
        #expect(try await trust.stamp().status == 503)
    }

    @Test func changesTheTimestamp() async throws {
        #expect(try await stamp(.timestampWrongNonce).contains("nonce mismatch"))
        #expect(try await stamp(.timestampWrongImprint).contains("message imprint mismatch"))
    }

    @Test func makesTheTimestampOld() async throws {
        await trust.bench.control.arm(.timestampStale)
        let reply = try await trust.folder.write("reply.tsr", trust.stamp().body)
        #expect(
            try trust.folder.openssl("ts -reply -in \(reply) -text").contains("Time stamp: Sep 20 14:13:20 2026 GMT")
        )
    }

    @Test func isArmedOverHTTP() async throws {
        let body = Array(#"{"fault": "ocsp_outage"}"#.utf8)
        #expect(await trust.post("/control/faults", body, type: "application/json").status == 200)
        #expect(try await trust.ask().status == 503)
    }

    @Test func mayBeAnyEndpoints() async throws {
        await trust.bench.control.arm(ArmedFault(.serverError, endpoint: .trust))
        #expect(try await trust.ask().status == 500)
        await trust.bench.control.arm(ArmedFault(.slow, endpoint: .trust, seconds: 9))
        #expect(try await trust.ask().delay == .seconds(9))
    }
}
