import EIDBroker
import EIDJOSE
import EIDJSON
import EIDMethod
import EIDSignature
import FoundationEssentials
import Testing

@testable import SignatureStage

/// From upload to download, as a client and a person see it.
@Suite("A signing") struct WholeSigningTests {
    @Test(arguments: ["cades", "cades-enveloping", "jades", "asic-e"])
    func givesASignatureOfThePersonsOwnKey(format: String) async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let created = try await bench.create(format: format, token: token)
        #expect(created.status == 201)
        let id = try created.json.requireString("id")
        #expect(try created.json.requireString("status") == "created")
        let end = try await bench.walk(id)
        guard case .page(.signed(let page), 200, _) = end else {
            Issue.record("not signed: \(end)")
            return
        }
        #expect(page.documents.count == 1)
        let status = try await bench.status(id, token: token)
        #expect(try status.requireString("status") == "completed")
        let document = try #require(status["documents"]?.elements?.first)
        #expect(try document.requireString("level_reached") == "B-B")
        let signed = await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
        #expect(try await !bench.bytes(signed).isEmpty)
        let evidence = await bench.broker.evidence(signing: id, authorization: token)
        #expect(try await bench.bytes(evidence).count > 500)
    }

    @Test func detachedSignatureVerifiesOverTheVeryBytes() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(signatureLevel: "B-T", token: token).json.requireString("id")
        _ = try await bench.walk(id)
        let answer = await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
        let message = try SignedData(der: try await bench.bytes(answer))
        let report = bench.ca.validator.validate(
            message,
            content: .bytes(SigningFlowBench.text + Array("0".utf8)),
            material: ValidationMaterial(),
            at: bench.clock.now
        )
        #expect(report.level == .timestamped)
        #expect(report.verdict != .invalid)
        #expect(report.signer == bench.ca.person)
    }

    @Test func sealsWhatAnIdentifiedPersonApproved() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let created = try await bench.create(
            level: "aes",
            extra: [("attributes", ["givenName"])],
            token: token
        )
        let id = try created.json.requireString("id")
        _ = try await bench.walk(id, level: "aes")
        let status = try await bench.status(id, token: token)
        #expect(try status.requireString("status") == "completed")
        let request = try #require(bench.script.now.verifications.first)
        let digest = SHA256.digest(SigningFlowBench.text + Array("0".utf8))
        let commitment = try #require(request.commitment)
        #expect(Array(commitment).suffix(32) == digest[...], "the verification commits to the document")
        let answer = await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
        let message = try SignedData(der: try await bench.bytes(answer))
        #expect(message.certificates.contains(bench.seal), "the seal's certificate, not the person's")
        #expect(!message.certificates.contains(bench.ca.person))
    }

    @Test func signsManyDocumentsInOneApproval() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(count: 5, token: token).json.requireString("id")
        _ = try await bench.walk(id)
        let status = try await bench.status(id, token: token)
        #expect(try status.requireString("status") == "completed")
        #expect(bench.script.now.digests.count == 5)
        #expect(Set(bench.script.now.digests.map(\.bytes)).count == 5)
    }

    @Test func showsTheDocumentThatIsSigned() async throws {
        let bench = try SigningFlowBench()
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        let shown = await bench.broker.reviewedDocument(
            signing: id,
            document: "0",
            isPreview: false,
            browser: visitor.browser
        )
        #expect(try await bench.bytes(shown) == SigningFlowBench.text + Array("0".utf8))
    }

    @Test func returnsTheBrowserToTheClient() async throws {
        let bench = try SigningFlowBench()
        let extra: [(name: String, value: JSON)] = [
            ("return_url", "https://shop.example/signed?x=1"), ("state", "a&b=ü"),
        ]
        let id = try await bench.create(extra: extra).json.requireString("id")
        let end = try await bench.walk(id)
        let query = try end.query
        #expect(end.location?.hasPrefix("https://shop.example/signed?x=1&") == true)
        #expect(query["signing"] == id)
        #expect(query["status"] == "completed")
        #expect(query["state"] == "a&b=ü")
        #expect(query["iss"] == BrokerBench.issuer)
    }

    @Test func tellsStepByStepWhereItStands() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        #expect(try await bench.status(id, token: token).requireString("status") == "created")
        var answer = try await bench.consent(visitor)
        #expect(try await bench.status(id, token: token).requireString("status") == "awaiting_user")
        answer = try await bench.callback(visitor, after: answer)
        #expect(try await bench.status(id, token: token).requireString("status") == "awaiting_approval")
        _ = try await bench.callback(visitor, after: answer)
        #expect(try await bench.status(id, token: token).requireString("status") == "completed")
    }

    @Test func givesTheSameSigningForTheSameIdempotencyKey() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let body = Array(#"{"level":"qes","documents":[{"document":"\#(document)","format":"cades"}]}"#.utf8)
        let first = await bench.broker.createSigning(body: body, idempotencyKey: "k-1", authorization: token)
        let second = await bench.broker.createSigning(body: body, idempotencyKey: "k-1", authorization: token)
        #expect(first.status == 201)
        #expect(second.status == 200)
        #expect(try first.json.requireString("id") == second.json.requireString("id"))
        let other = Array(#"{"level":"qes","documents":[{"document":"\#(document)","format":"jades"}]}"#.utf8)
        let third = await bench.broker.createSigning(body: other, idempotencyKey: "k-1", authorization: token)
        #expect(third.status == 409)
    }

    @Test func takesADocumentInsideTheRequest() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let content = Base64.encode(SigningFlowBench.text)
        let entry = #"{"content":"\#(content)","name":"note.txt","media_type":"text/plain","format":"cades"}"#
        let body = Array(#"{"level":"qes","documents":[\#(entry)]}"#.utf8)
        let created = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
        #expect(created.status == 201)
        let id = try created.json.requireString("id")
        let shown = await bench.broker.reviewedDocument(
            signing: id,
            document: "0",
            isPreview: false,
            browser: try await bench.open(id).browser
        )
        #expect(try await bench.bytes(shown) == SigningFlowBench.text)
    }

    @Test func keepsDocumentsUntilRetentionEnds() async throws {
        let bench = try SigningFlowBench { $0.retention = 100 }
        let token = try await bench.token()
        let created = try await bench.create(token: token)
        let id = try created.json.requireString("id")
        let document = try #require(try created.json["documents"]?.elements?.first?["document"]?.string)
        _ = try await bench.walk(id)
        bench.clock.advance(by: 990)
        let later = try await bench.token()
        #expect(try await bench.status(id, token: later).requireString("status") == "completed")
        guard case .content = await bench.broker.documentContent(document, authorization: later) else {
            Issue.record("the document is gone before its signature")
            return
        }
        bench.clock.advance(by: 20)
        #expect(await bench.broker.signing(id, authorization: later).status == 404)
        #expect(await bench.broker.document(document, authorization: later).status == 404)
    }

    @Test func describesADocumentWithoutReadingItAgain() async throws {
        let clock = TestClock()
        let store = FlakyStore(InMemoryRecordStore(clock: clock.wall))
        let bench = try SigningFlowBench(clock: clock, store: store)
        let token = try await bench.token()
        let stored = await bench.upload(token: token)
        let id = try stored.json.requireString("id")
        // The token and the description are read; the first part of the document would be one too many.
        store.breakAfter(2)
        let again = await bench.broker.document(id, authorization: token)
        #expect(again.status == 200)
        #expect(again.body == stored.body)
    }

    @Test func forgetsEverythingOnRequest() async throws {
        let bench = try SigningFlowBench()
        let token = try await bench.token()
        let created = try await bench.create(token: token)
        let id = try created.json.requireString("id")
        let document = try #require(try created.json["documents"]?.elements?.first?["document"]?.string)
        _ = try await bench.walk(id)
        #expect(await bench.broker.removeSigning(id, authorization: token).status == 204)
        #expect(await bench.broker.signing(id, authorization: token).status == 404)
        #expect(await bench.broker.document(document, authorization: token).status == 404)
        let memory = try #require(bench.store as? InMemoryRecordStore)
        bench.clock.advance(by: 600)
        while memory.removeExpired(before: bench.clock.now, limit: 500) > 0 {}
        #expect(memory.count == 0, "nothing is left of it")
    }
}
