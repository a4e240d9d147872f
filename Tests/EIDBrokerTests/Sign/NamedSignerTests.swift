import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// Whom the client names as signer, by subject or by hint.
@Suite("A named signer") struct NamedSignerTests {
    @Test func nobodyElseGetsAsFarAsTheDigests() async throws {
        let bench = try SigningFlowBench()
        let created = try await bench.create(extra: [("signer", ["subject": "somebody else"])])
        let visitor = try await bench.open(try created.json.requireString("id"))
        let page = try await bench.callback(visitor, after: try await bench.consent(visitor)).errorPage
        #expect(page?.code == "signer_mismatch")
        #expect(bench.script.now.digests.isEmpty)
        #expect(bench.script.now.abandoned == 1, "what the first half has opened would stay open")
    }

    @Test func isRefusedAtOnceWhereNoMethodSaysWhoSigns() async throws {
        let bench = try SigningFlowBench(toy: { $0.identifiesSigner = false })
        let named = try await bench.create(extra: [("signer", ["subject": "somebody"])])
        #expect(named.status == 400 && Self.names("signer", named))
        #expect(try await bench.create().status == 201)
    }

    @Test func isRefusedAtOnceWhereEachMethodNeedsAHint() async throws {
        let bench = try SigningFlowBench(toy: { $0.needsSignerHint = true })
        let nobody = try await bench.create()
        #expect(nobody.status == 400 && Self.names("signer", nobody))
        #expect(try await bench.create(extra: [("signer", ["hint": "ada"])]).status == 201)
    }

    @Test func aSealNeedsNeither() async throws {
        let bench = try SigningFlowBench(toy: { ($0.identifiesSigner, $0.needsSignerHint) = (false, true) })
        #expect(try await bench.create(level: "aes", extra: [("signer", ["subject": "somebody"])]).status == 201)
    }

    private static func names(_ path: String, _ answer: BackchannelAnswer) -> Bool {
        answer.error == "invalid_request" && (try? answer.json["error_description"]?.string?.hasPrefix(path)) == true
    }

    @Test func whoHasTheLinkAloneLearnsNoNamesAfterwards() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        _ = try await bench.walk(id)
        let answer = await bench.broker.showSigning(id, browser: BrowserContext())
        #expect(answer.errorPage?.code == "already_answered")
    }
}
