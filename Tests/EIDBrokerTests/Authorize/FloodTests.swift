import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// Somebody who begins transactions and never ends them fills neither memory nor disk.
@Suite struct FloodTests {
    @Test func transactionsBeyondTheBudgetAreRefusedUntilOldOnesAreForgotten() async throws {
        let store = InMemoryRecordStore(clock: TestClock().wall)
        let bench = try BrokerBench(store: store, maximumTransactions: 20)
        for _ in 0..<20 { #expect(try await bench.authorize().cookie != nil) }
        for _ in 0..<50 {
            let refused = try await bench.authorize()
            #expect(try refused.query["error"] == "temporarily_unavailable" && refused.cookie == nil)
            #expect(try refused.query["state"] == BrokerBench.request["state"])
        }
        #expect(store.count == 20 && bench.script.now.requests.count == 20)
        bench.clock.advance(by: 1300)
        #expect(try await bench.authorize().cookie != nil)
    }

    @Test func cancellingGivesNoRoomBack() async throws {
        let bench = try BrokerBench(maximumTransactions: 5)
        for _ in 0..<5 {
            let answer = try await bench.authorize(["prompt": "select_account"])
            guard case .page(.chooser(let page), _, let cookie?) = answer else { continue }
            _ = await bench.broker.cancel(
                transaction: String(cookie.name.dropFirst(4)),
                form: try BrokerBench.parameters(["csrf": page.frame.csrf]),
                browser: BrowserContext(cookies: [cookie.name: cookie.value])
            )
        }
        #expect(try await bench.authorize().query["error"] == "temporarily_unavailable")
    }

    @Test func beginningsThatFailTakeNoRoom() async throws {
        let bench = try BrokerBench(maximumTransactions: 2)
        bench.script.change { $0.beginFailure = MethodError(.unavailable, "the upstream is down") }
        for _ in 0..<10 { _ = try await bench.authorize() }
        #expect(bench.script.now.requests.count == 10, "each was begun")
        bench.script.change { $0.beginFailure = nil }
        #expect(try await bench.authorize().cookie != nil)
    }

    @Test func peopleWhoAreIdentifiedTakeNoRoom() async throws {
        let bench = try BrokerBench(maximumTransactions: 2)
        for _ in 0..<10 { _ = try await bench.code() }
        #expect(try await bench.authorize().cookie != nil)
    }

    @Test func aClockThatWasSetBackLocksNobodyOut() async throws {
        let bench = try BrokerBench(maximumTransactions: 1)
        #expect(try await bench.authorize().cookie != nil)
        bench.clock.advance(by: -86_400)
        #expect(try await bench.authorize().cookie != nil)
    }

    @Test func parallelBeginningsDoNotOverrunTheBudget() async throws {
        let bench = try BrokerBench(maximumTransactions: 7)
        let begun = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 { group.addTask { try await bench.authorize().cookie != nil } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(begun == 7)
    }

    @Test func identitiesThatAreRefusedAtOnceTakeNoRoom() async throws {
        let bench = try BrokerBench(maximumTransactions: 2)
        bench.script.change { $0.endsAtOnce = true }
        for _ in 0..<10 {
            let answer = try await bench.authorize(["claims": #"{"id_token":{"sub":{"value":"somebody else"}}}"#])
            #expect(try answer.query["error"] == "login_required")
        }
    }

    @Test func signingsThatCannotBeKeptTakeNoRoom() async throws {
        let clock = TestClock()
        let store = FlakyStore(InMemoryRecordStore(clock: clock.wall))
        let bench = try SigningFlowBench(clock: clock, store: store, maximumTransactions: 2)
        let token = try await bench.token()
        let document = try await bench.upload(token: token).json.requireString("id")
        let body = Array(#"{"level":"qes","documents":[{"document":"\#(document)","format":"cades"}]}"#.utf8)
        for works in 0..<20 {
            store.breakAfter(works)
            let answer = await bench.broker.createSigning(body: body, idempotencyKey: nil, authorization: token)
            store.breakAfter(nil)
            if answer.status == 201 { return }
            #expect(answer.status == 503)
            #expect(try answer.json.requireString("error_description").hasPrefix("The broker cannot answer now"))
        }
        Issue.record("no signing began")
    }

    @Test(arguments: ["completed", "cancelled", "removed"])
    func signingsThatAreOverTakeNoRoom(end: String) async throws {
        let bench = try SigningFlowBench(maximumTransactions: 1)
        let token = try await bench.token()
        for _ in 0..<3 {
            let id = try await bench.create(token: token).json.requireString("id")
            #expect(try await bench.create(token: token).status == 503)
            switch end {
            case "completed": _ = try await bench.walk(id)
            case "cancelled": _ = await bench.broker.cancelSigning(id, authorization: token)
            default: _ = await bench.broker.removeSigning(id, authorization: token)
            }
        }
    }
}
