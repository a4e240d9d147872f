import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker
@testable import SignatureStage

/// Steps that break off in the middle, as when the process ends or the store fails.
@Suite("A signing that broke off") struct SigningRecoveryTests {
    private let store: FlakyStore
    private let bench: SigningFlowBench

    init() throws {
        let clock = TestClock()
        store = FlakyStore(InMemoryRecordStore(clock: clock.wall))
        bench = try SigningFlowBench(clock: clock, store: store)
    }

    @Test func afterConsentAsksAgain() async throws {
        let id = try await bench.create().json.requireString("id")
        let visitor = try await bench.open(id)
        // Read and claimed; what the method presents cannot be saved.
        store.breakAfter(2)
        #expect(try await bench.consent(visitor).errorPage?.code == "broker_unavailable")
        store.breakAfter(nil)
        bench.clock.advance(by: 121)
        let again = try await bench.open(id)
        let answer = try await bench.consent(again)
        #expect(answer.location?.hasPrefix("https://upstream.example/") == true)
    }

    @Test func inTheMethodsAnswerEndsRatherThanAskTwice() async throws {
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let answer = try await bench.consent(visitor)
        store.breakAfter(2)
        #expect(try await bench.callback(visitor, after: answer).errorPage?.code == "broker_unavailable")
        store.breakAfter(nil)
        bench.clock.advance(by: 200)
        #expect(try await bench.callback(visitor, after: answer).errorPage?.code == "internal_error")
        #expect(bench.script.now.resumed == 1)
        #expect(try await bench.status(id, token: token).requireString("status") == "failed")
    }

    @Test(arguments: 4...24)
    func inCompletionIsCompletedByWhoeverLooks(operations: Int) async throws {
        let token = try await bench.token()
        let id = try await bench.create(count: 3, token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let first = try await bench.consent(visitor)
        let second = try await bench.callback(visitor, after: first)
        store.breakAfter(operations)
        let end = try await bench.callback(visitor, after: second)
        store.breakAfter(nil)
        let broken = try await bench.status(id, token: token)
        if try broken.requireString("status") != "completed" {
            #expect(broken["documents"]?.elements?.allSatisfy { $0["signed"] == nil } == true)
            let early = await bench.broker.signedDocument(signing: id, document: "0", authorization: token)
            guard case .refused(let refusal) = early else {
                Issue.record("a document of a signing that may still fail")
                return
            }
            #expect(refusal.status == 409)
        }
        bench.clock.advance(by: 300)
        let fresh = try await bench.token()
        let status = try await bench.status(id, token: fresh)
        // Before the values are in the store the step with the method is lost; after that nothing is.
        guard bench.script.now.resumed == 2, try status.requireString("status") != "awaiting_approval" else {
            #expect(end.errorPage != nil)
            return
        }
        #expect(try status.requireString("status") == "completed")
        let documents = try #require(status["documents"]?.elements)
        for index in documents.indices {
            let signed = await bench.broker.signedDocument(signing: id, document: "\(index)", authorization: fresh)
            #expect(try await !bench.bytes(signed).isEmpty)
        }
    }

    @Test func isGivenUpAfterSomeAttempts() async throws {
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        let first = try await bench.consent(visitor)
        let second = try await bench.callback(visitor, after: first)
        var statuses: [String] = []
        var attempts = 0
        // Reads token and signing, claims; then nothing more can be stored.
        store.breakAfter(5)
        _ = try await bench.callback(visitor, after: second)
        while attempts < 12, statuses.last != "failed" {
            store.breakAfter(nil)
            bench.clock.advance(by: 200)
            let fresh = try await bench.token()
            store.breakAfter(4)
            let answer = await bench.broker.signing(id, authorization: fresh)
            store.breakAfter(nil)
            statuses.append((try? answer.json["status"]?.string) ?? "unavailable")
            attempts += 1
        }
        #expect(statuses.last == "failed", "\(statuses)")
        #expect(attempts <= 7)
    }

    @Test func isNotDeletedWhileSomebodyWorksOnIt() async throws {
        let token = try await bench.token()
        let id = try await bench.create(token: token).json.requireString("id")
        let visitor = try await bench.open(id)
        store.breakAfter(2)
        _ = try await bench.consent(visitor)
        store.breakAfter(nil)
        #expect(await bench.broker.removeSigning(id, authorization: token).status == 409)
    }

    @Test func answersAnIdempotencyKeyAgain() async throws {
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let body = Array(#"{"level":"qes","documents":[{"document":"\#(document)","format":"cades"}]}"#.utf8)
        // Token, key, description, part, longer life (part, description), and then the signing itself cannot be stored.
        store.breakAfter(4)
        let broken = await bench.broker.createSigning(body: body, idempotencyKey: "k", authorization: token)
        #expect(broken.status == 503)
        store.breakAfter(nil)
        bench.clock.advance(by: 301)
        let fresh = try await bench.token()
        let answer = await bench.broker.createSigning(body: body, idempotencyKey: "k", authorization: fresh)
        let again = await bench.broker.createSigning(body: body, idempotencyKey: "k", authorization: fresh)
        #expect(try again.status == 200 && again.json["id"]?.string == answer.json["id"]?.string)
        #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
    }
}
