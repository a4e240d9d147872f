import EIDBroker
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// What was begun, and is no longer in the settings when the person comes back.
@Suite struct RemovedClientTests {
    private let clock = TestClock()
    private let store: InMemoryRecordStore

    init() { store = InMemoryRecordStore(clock: clock.wall) }

    /// Two methods fit.
    private static let chooserRequest = BrokerBench.bankRequest.merging(["scope": "openid profile"]) { $1 }

    private func bench(_ clients: [Client]) throws -> BrokerBench {
        try BrokerBench(clients: clients, store: store, clock: clock)
    }

    @Test func aReturnForAClientThatWasRemovedEndsOnAPage() async throws {
        let started = try await bench([BrokerBench.shop(), BrokerBench.bank()]).start()
        let later = try bench([BrokerBench.bank()])
        let answer = try await later.callback(started)
        #expect(answer.errorPage?.code == "unknown_client" && answer.errorPage?.status == 400)
        #expect(later.script.now.resumed == 0, "nobody is there to hear the answer")
    }

    @Test func everyStepForAClientThatWasRemovedEndsOnAPage() async throws {
        let before = try bench([BrokerBench.shop(), BrokerBench.bank()])
        let shown = try await before.authorize(from: Self.chooserRequest)
        let cookie = try #require(shown.cookie)
        guard case .page(.chooser(let page), 200, _) = shown else {
            Issue.record("no chooser")
            return
        }
        let (id, browser) = (String(cookie.name.dropFirst(4)), BrowserContext(cookies: [cookie.name: cookie.value]))
        let broker = try bench([BrokerBench.shop()]).broker
        let form = try BrokerBench.parameters(["csrf": page.frame.csrf, "method": "toy", "text": "x", "question": "x"])
        for answer in [
            await broker.show(transaction: id, browser: browser),
            await broker.choose(transaction: id, form: form, browser: browser),
            await broker.answer(transaction: id, form: form, browser: browser),
            await broker.cancel(transaction: id, form: form, browser: browser),
        ] {
            #expect(answer.errorPage?.code == "unknown_client" && answer.errorPage?.status == 400, "\(answer)")
        }
    }

    @Test func aSignInWhoseMethodsWereRemovedEndsAtTheClient() async throws {
        let clients = [BrokerBench.shop { $0.methods = ["gone"] }]
        let before = try BrokerBench(clients: clients, store: store, clock: clock, extra: ["gone"])
        let shown = try await before.authorize(["prompt": "select_account"])
        let cookie = try #require(shown.cookie)
        let (id, browser) = (String(cookie.name.dropFirst(4)), BrowserContext(cookies: [cookie.name: cookie.value]))
        let answer = try await bench([BrokerBench.shop()]).broker.showMethods(transaction: id, browser: browser)
        #expect(try answer.query["error"] == "temporarily_unavailable")
    }

    @Test func aCodeOfAClientThatWasRemovedIsRefused() async throws {
        let code = try await bench([BrokerBench.shop(), BrokerBench.bank()]).code()
        #expect(try await bench([BrokerBench.bank()]).redeem(code).status == 401)
    }

    @Test func aRedirectURIThatWasRemovedGetsNoAnswer() async throws {
        let started = try await bench([BrokerBench.shop()]).start()
        let later = try bench([BrokerBench.shop { $0.redirectURIs = ["https://shop.example/new"] }])
        let answer = try await later.callback(started)
        #expect(answer.errorPage?.code == "bad_redirect_uri" && answer.errorPage?.status == 400, "\(answer)")
    }

    @Test func aSigningForAClientThatWasRemovedEndsOnAPage() async throws {
        let before = try SigningFlowBench(clock: clock, store: store)
        let id = try await before.create().json.requireString("id")
        let visitor = try await before.open(id)
        let later = try SigningFlowBench(clients: [SigningFlowBench.bank()], clock: clock, store: store)
        for answer in [
            await later.broker.showSigning(id, browser: visitor.browser), try await later.consent(visitor),
        ] {
            #expect(answer.errorPage?.code == "unknown_client" && answer.errorPage?.status == 400, "\(answer)")
        }
    }
}
