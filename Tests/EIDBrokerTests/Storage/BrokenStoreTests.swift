import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// A store that fails ends in clear answers, and in nothing worse.
@Suite struct BrokenStoreTests {
    private let store: FlakyStore
    private let bench: BrokerBench

    init() throws {
        let clock = TestClock()
        store = FlakyStore(InMemoryRecordStore(clock: clock.wall))
        bench = try BrokerBench(store: store, clock: clock)
    }

    @Test func peopleGetAPageAndClientsAnError() async throws {
        let started = try await bench.start()
        let code = try await bench.code()
        store.breakAfter(0)
        for answer in [try await bench.authorize(), try await bench.callback(started)] {
            #expect(answer.errorPage?.code == "broker_unavailable" && answer.errorPage?.status == 503)
        }
        #expect(try await bench.redeem(code).status == 503)
        #expect(await bench.broker.userInfo(authorization: "Bearer x", form: nil).status == 503)
        #expect(await bench.broker.isReady() == false)
        await bench.broker.removeExpired()
        store.breakAfter(nil)
        #expect(await bench.broker.isReady())
        #expect(try await bench.redeem(code).status == 200, "nothing was lost")
        #expect(try await bench.callback(started).query["code"] != nil)
    }

    @Test func aStoreThatOnlyReadsIsNotReady() async throws {
        #expect(await bench.broker.isReady())
        store.fill()
        #expect(await bench.broker.isReady(), "a write that worked is trusted for a while")
        #expect(try await bench.authorize().errorPage?.code == "broker_unavailable")
        #expect(await bench.broker.isReady() == false, "a write that failed is remembered")
        #expect(await bench.broker.isReady() == false)
        store.fill(false)
        #expect(await bench.broker.isReady())
        let told = bench.log.text.split(separator: "\n").filter { $0.contains("the store ") }
        #expect(told.count == 2 && told[0].contains("no room is left"), "\(bench.log.text)")
    }

    @Test func aStoreThatNeverWroteIsNotReady() async {
        store.fill()
        #expect(await bench.broker.isReady() == false)
    }

    @Test func theLogHasAStoresOwnWordForItsFailure() async throws {
        store.fill()
        _ = try await bench.authorize()
        #expect(bench.log.text.contains(#"error a step failed ["error": no room is left]"#), "\(bench.log.text)")
    }

    @Test func aCleanUpThatIsCancelledIsNoFailure() async {
        let broker = bench.broker
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await broker.removeExpired()
        }
        await task.value
        #expect(bench.log.text.isEmpty, "\(bench.log.text)")
    }

    @Test func aCleanUpThatFailsIsOne() async {
        store.breakAfter(0)
        await bench.broker.removeExpired()
        #expect(bench.log.text.hasPrefix("error expired records could not be removed"), "\(bench.log.text)")
    }

    /// The load and the claim work, and then the end with its code does not.
    @Test func aSignInThatCannotBeEndedIsToldToTheClient() async throws {
        let started = try await bench.start()
        store.breakAfter(2)
        let answer = try await bench.callback(started)
        #expect(try answer.query["error"] == "temporarily_unavailable")
        #expect(try answer.query["state"] == BrokerBench.request["state"])
        #expect(bench.log.text.contains("could not be stored"))
    }

    @Test func aFailureThatCannotBeKeptIsToldToTheClient() async throws {
        let started = try await bench.start()
        bench.script.change { $0.result = .failure(MethodError(.declined, "as the test wished")) }
        store.breakAfter(2)
        #expect(try await bench.callback(started).query["error"] == "access_denied")
    }

    @Test func whatCannotBeKeptIsEndedAtTheUpstreamAndTakesNoRoom() async throws {
        let bench = try BrokerBench(store: store, maximumTransactions: 2)
        for count in 1...5 {
            store.breakAfter(0)
            #expect(try await bench.authorize().errorPage?.code == "broker_unavailable")
            #expect(bench.script.now.abandoned == count)
        }
        store.breakAfter(nil)
        #expect(try await bench.authorize().cookie != nil)
    }

    @Test func aPollThatWasNeverHeardOfAgainMayBeRepeated() async throws {
        let link = try #require(URL(string: "toyapp://approve"))
        bench.script.change { $0.interaction = .openApp(link: link, qr: nil, pollAfter: .seconds(3)) }
        let cookie = try #require(try await bench.authorize().cookie)
        let id = String(cookie.name.dropFirst(4))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        bench.clock.advance(by: 3)
        // The load and the claim work, what follows does not.
        store.breakAfter(2)
        #expect(await bench.broker.show(transaction: id, browser: browser).errorPage?.code == "broker_unavailable")
        store.breakAfter(nil)
        guard case .page(.waiting(let page), 200, _) = await bench.broker.show(transaction: id, browser: browser) else {
            throw MethodError(.unsupported, "no waiting page")
        }
        #expect(page.appLink != nil && bench.script.now.resumed == 1, "somebody may still be asking")
        bench.clock.advance(by: 30)
        #expect(try await bench.broker.show(transaction: id, browser: browser).query["code"] != nil)
    }

    @Test func aBrowserThatHangsUpInTheMiddleOfACallbackEndsNothing() async throws {
        let bench = self.bench
        let started = try await bench.start()
        let request = Task {
            // The connection is gone before the broker has done anything.
            withUnsafeCurrentTask { $0?.cancel() }
            return try await bench.callback(started)
        }
        let code = try #require(try await request.value.query["code"])
        let exchange = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await bench.redeem(code)
        }
        #expect(try await exchange.value.status == 200)
    }

    @Test func whatHasExpiredIsForgotten() async throws {
        let memory = InMemoryRecordStore(clock: bench.clock.wall)
        let bench = try BrokerBench(store: memory, clock: bench.clock)
        for _ in 0..<5 { _ = try await bench.redeem(bench.code()) }
        #expect(memory.count == 15)
        bench.clock.advance(by: 1200)
        await bench.broker.removeExpired()
        #expect(memory.count == 0)
    }
}
