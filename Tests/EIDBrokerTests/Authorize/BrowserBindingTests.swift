import EIDBroker
import EIDJSON
import EIDMethod
import FoundationEssentials
import Testing

/// One transaction, one browser, one end (security requirement 5), with tabs, clicks and cookies as they come.
@Suite struct BrowserBindingTests {
    private struct Chooser: Sendable {
        let id: String
        let csrf: String
        let browser: BrowserContext
    }

    private func chooser(_ bench: BrokerBench, cookies: [String: String] = [:]) async throws -> Chooser {
        let fields = BrokerBench.request.merging(["prompt": "select_account"]) { $1 }
        let answer = await bench.authorize(
            try BrokerBench.parameters(fields),
            browser: BrowserContext(cookies: cookies)
        )
        guard case .page(.chooser(let page), 200, let cookie?) = answer else {
            throw MethodError(.unsupported, "no chooser")
        }
        return Chooser(
            id: String(cookie.name.dropFirst(4)),
            csrf: page.frame.csrf,
            browser: BrowserContext(cookies: cookies.merging([cookie.name: cookie.value]) { $1 })
        )
    }

    @Test func twoTabsDoNotDisturbEachOther() async throws {
        let bench = try BrokerBench()
        let first = try await bench.start(["state": "one"])
        let second = try await bench.start(["state": "two"])
        let both = BrowserContext(cookies: first.browser.cookies.merging(second.browser.cookies) { $1 })
        let late = try await bench.callback(second, browser: both)
        let early = try await bench.callback(first, browser: both)
        #expect(try late.query["state"] == "two" && late.query["code"] != nil)
        #expect(try early.query["state"] == "one" && early.query["code"] != nil)
        #expect(late.cookie?.name == "eid-\(second.id)" && late.cookie?.maxAge == 60, "each shortens its own cookie")
    }

    @Test func theStateOfOneTransactionOpensNoOther() async throws {
        let bench = try BrokerBench()
        let own = try await bench.start()
        let other = try await bench.start()
        // The victim's browser gets the attacker's callback, and the other way round.
        for (state, browser) in [(other, own.browser), (own, other.browser)] {
            #expect(try await bench.callback(state, browser: browser).errorPage?.code == "wrong_browser")
        }
        let secret = other.state.dropFirst(23)
        let spliced = BrokerBench.Started(browser: own.browser, state: "\(own.id).\(secret)")
        #expect(try await bench.callback(spliced).errorPage?.code == "unknown_transaction")
        #expect(bench.script.now.resumed == 0)
    }

    @Test func aPlantedCookieIsNotTakenOver() async throws {
        let bench = try BrokerBench()
        let planted = try await chooser(bench)
        let own = try await chooser(bench, cookies: planted.browser.cookies)
        #expect(own.id != planted.id && own.csrf != planted.csrf)
        #expect(own.browser.cookies["eid-\(own.id)"] != planted.browser.cookies["eid-\(planted.id)"])
    }

    @Test func theFormTokenOfAnotherTransactionIsRefused() async throws {
        let bench = try BrokerBench()
        let own = try await chooser(bench)
        let other = try await chooser(bench)
        let form = try BrokerBench.parameters(["method": "toy", "csrf": other.csrf])
        for answer in [
            await bench.broker.choose(transaction: own.id, form: form, browser: own.browser),
            await bench.broker.answer(transaction: own.id, form: form, browser: own.browser),
            await bench.broker.cancel(transaction: own.id, form: form, browser: own.browser),
        ] {
            #expect(answer.errorPage?.code == "forged_form")
        }
        let stolen = try BrokerBench.parameters(["method": "toy", "csrf": own.csrf])
        let answer = await bench.broker.cancel(transaction: own.id, form: stolen, browser: other.browser)
        #expect(answer.errorPage?.code == "wrong_browser")
    }

    @Test func aDoubleClickOnTheChooserLeavesOneWayThatWorks() async throws {
        let bench = try BrokerBench()
        let page = try await chooser(bench)
        let form = try BrokerBench.parameters(["method": "toy", "csrf": page.csrf])
        let places = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    await bench.broker.choose(transaction: page.id, form: form, browser: page.browser).location
                }
            }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(places.allSatisfy { $0?.hasPrefix("https://upstream.example/start?state=\(page.id).") == true })
        guard case .redirect(let kept, _) = await bench.broker.show(transaction: page.id, browser: page.browser) else {
            throw MethodError(.unsupported, "no redirect")
        }
        #expect(places.contains(kept))
        let state = String(kept.drop { $0 != "=" }.dropFirst())
        let started = BrokerBench.Started(browser: page.browser, state: state)
        #expect(try await bench.callback(started).query["code"] != nil)
    }

    @Test func cancellingAndReturningAtOnceGiveOneEnd() async throws {
        let bench = try BrokerBench()
        let page = try await chooser(bench)
        let form = try BrokerBench.parameters(["method": "toy", "csrf": page.csrf])
        _ = await bench.broker.choose(transaction: page.id, form: form, browser: page.browser)
        let state = try #require(bench.script.now.requests.last?.callbackState)
        let started = BrokerBench.Started(browser: page.browser, state: state)
        async let back = bench.callback(started)
        async let cancelled = bench.broker.cancel(transaction: page.id, form: form, browser: page.browser)
        let answers = [try await back, await cancelled]
        #expect(answers.count { $0.location?.hasPrefix("https://shop.example/") == true } == 1)
        #expect(answers.count { $0.transactionPage == page.id } == 1)
    }

    @Test(arguments: [
        Date.distantFuture, Date(timeIntervalSince1970: 1e300), .distantPast, Date(timeIntervalSince1970: -1e300),
    ])
    func anAbsurdTimeOfAuthenticationIsNoTimeInTheFuture(_ moment: Date) async throws {
        let bench = try BrokerBench()
        var person = BrokerBench.person(bench.clock)
        person.authenticatedAt = moment
        let odd = person
        bench.script.change { $0.result = .success(odd) }
        let token = try await bench.idToken(bench.redeem(bench.code()))
        #expect((0...bench.clock.seconds).contains(try token.requireInteger("auth_time")))
        #expect(try await bench.callback(bench.start(["max_age": "9999999999"])).location != nil)
    }

    @Test(arguments: [Duration.seconds(Int64.max), .seconds(Int64.min), .zero])
    func anAbsurdWaitIsBounded(_ wait: Duration) async throws {
        let bench = try BrokerBench()
        let link = try #require(URL(string: "toyapp://approve"))
        bench.script.change { $0.interaction = .openApp(link: link, qr: nil, pollAfter: wait) }
        guard case .page(.waiting(let page), _, _) = try await bench.authorize() else {
            throw MethodError(.unsupported, "no waiting page")
        }
        #expect((1...60).contains(page.pollSeconds))
    }
}
