import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// An end that was told to a browser, which never heard of it: a second click, a suspended browser, a network that changed.
@Suite struct ToldAgainTests {
    /// A browser that waits before a page, whose sign-in ends at the next look.
    private func waiting(_ bench: BrokerBench) async throws -> (id: String, browser: BrowserContext) {
        bench.script.change { $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3)) }
        guard let cookie = try await bench.authorize().cookie else { throw MethodError(.unsupported, "no cookie") }
        bench.clock.advance(by: 3)
        return (String(cookie.name.dropFirst("eid-".count)), BrowserContext(cookies: [cookie.name: cookie.value]))
    }

    @Test func theSamePageIsToldTheSameCodeUntilTheClientHasIt() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        let first = try #require(try await bench.broker.show(transaction: id, browser: browser).query["code"])
        bench.clock.advance(by: 3)
        let again = try #require(try await bench.broker.show(transaction: id, browser: browser).query["code"])
        #expect(first == again && bench.script.now.resumed == 1)
        #expect(try await bench.redeem(again).status == 200)
        let later = await bench.broker.show(transaction: id, browser: browser)
        #expect(later.errorPage?.code == "already_answered")
    }

    @Test func nobodyElseIsToldIt() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        _ = await bench.broker.show(transaction: id, browser: browser)
        let other = await bench.broker.show(transaction: id, browser: BrowserContext())
        #expect(other.errorPage?.code == "already_answered")
        let forged = BrowserContext(cookies: browser.cookies.mapValues { _ in "forged" })
        #expect(await bench.broker.show(transaction: id, browser: forged).errorPage?.code == "already_answered")
    }

    @Test func aSecondTabIsNotToldTheCodeWhileTheFirstMayBeOnItsWay() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        _ = try #require(try await bench.broker.show(transaction: id, browser: browser).query["code"])
        bench.clock.advance(by: 2)
        guard case .page(.waiting(let page), 200, _) = await bench.broker.show(transaction: id, browser: browser)
        else {
            Issue.record("no waiting page")
            return
        }
        #expect(page.qr == nil && page.appLink == nil)
    }

    @Test func theSamePageIsToldTheSameErrorForAWhile() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        bench.script.change { $0.result = .failure(MethodError(.declined, "no")) }
        let first = await bench.broker.show(transaction: id, browser: browser)
        #expect(try first.query["error"] == "access_denied")
        bench.clock.advance(by: 3)
        let again = await bench.broker.show(transaction: id, browser: browser)
        #expect(again.location == first.location && bench.script.now.resumed == 1)
        bench.clock.advance(by: 60)
        #expect(await bench.broker.show(transaction: id, browser: browser).errorPage?.code == "already_answered")
    }

    @Test func aReturnThatIsLoadedAgainBringsTheSameCode() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        let first = try await bench.callback(started)
        #expect(try await bench.callback(started).transactionPage == started.id)
        bench.clock.advance(by: 3)
        #expect(try await bench.callback(started).location == first.location)
        #expect(try await bench.redeem(#require(try first.query["code"])).status == 200)
        #expect(try await bench.callback(started).errorPage?.code == "already_answered")
    }

    @Test func anAnswerThatIsSentTwiceLeadsToTheSameCode() async throws {
        let bench = try BrokerBench()
        let label = LocalizedText("Number")
        bench.script.change { $0.interaction = .ask(Prompt(kind: .text, label: label, maximumLength: 10)) }
        let shown = try await bench.authorize()
        guard case .page(.prompt(let page), _, let cookie?) = shown else {
            Issue.record("\(shown)")
            return
        }
        let id = String(cookie.name.dropFirst(4))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        let form = try BrokerBench.form(page, "7")
        let first = await bench.broker.answer(transaction: id, form: form, browser: browser)
        bench.clock.advance(by: 3)
        let second = await bench.broker.answer(transaction: id, form: form, browser: browser)
        #expect(try first.query["code"] != nil && second.location == first.location)
        #expect(bench.script.now.answers == ["7"])
    }

    @Test func aMethodThatEndsWhereItBeginsGivesTwoClicksOneCode() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.endsAtOnce = true }
        let shown = try await bench.authorize(["prompt": "select_account"])
        guard case .page(.chooser(let page), _, let cookie?) = shown else {
            Issue.record("\(shown)")
            return
        }
        let id = String(cookie.name.dropFirst(4))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        let form = try BrokerBench.parameters(["method": "toy", "csrf": page.frame.csrf])
        let first = await bench.broker.choose(transaction: id, form: form, browser: browser)
        bench.clock.advance(by: 3)
        let second = await bench.broker.choose(transaction: id, form: form, browser: browser)
        #expect(try first.query["code"] != nil && second.location == first.location)
    }

    @Test func aCodeThatHasExpiredIsToldNobody() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        _ = await bench.broker.show(transaction: id, browser: browser)
        bench.clock.advance(by: 61)
        #expect(await bench.broker.show(transaction: id, browser: browser).errorPage?.code == "already_answered")
    }
}
