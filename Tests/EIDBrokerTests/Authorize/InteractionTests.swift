import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// The chooser, apps that are polled, questions, and the forms of our own pages.
@Suite struct InteractionTests {
    private func post(_ fields: [String: String]) throws -> RequestParameters { try BrokerBench.parameters(fields) }

    /// A transaction that shows a page of ours.
    private func page(
        _ bench: BrokerBench,
        _ changes: [String: String?] = [:],
        from base: [String: String] = BrokerBench.request
    ) async throws -> (id: String, page: FlowPage, browser: BrowserContext) {
        let answer = try await bench.authorize(changes, from: base)
        let cookie = try #require(answer.cookie)
        guard case .page(let page, let status, _) = answer else { throw MethodError(.unsupported, "no page") }
        #expect(status == 200)
        return (String(cookie.name.dropFirst(4)), page, BrowserContext(cookies: [cookie.name: cookie.value]))
    }

    private func chooser(_ bench: BrokerBench) async throws -> (id: String, page: ChooserPage, browser: BrowserContext)
    {
        let shown = try await page(bench, ["scope": "openid profile"], from: BrokerBench.bankRequest)
        guard case .chooser(let page) = shown.page else { throw MethodError(.unsupported, "no chooser") }
        return (shown.id, page, shown.browser)
    }

    @Test func severalMethodsGiveAChooserInThePersonsLanguage() async throws {
        let bench = try BrokerBench()
        let shown = try await page(
            bench,
            ["scope": "openid profile", "ui_locales": "xx fr-BE en"],
            from: BrokerBench.bankRequest
        )
        guard case .chooser(let chooser) = shown.page else { throw MethodError(.unsupported, "no chooser") }
        #expect(chooser.frame.language == .fr && chooser.frame.clientName == "Sample bank")
        #expect(chooser.choices.map(\.id) == ["toy", "small"] && chooser.choices.first?.displayName == "Jouet")
        #expect(bench.script.now.requests.isEmpty)
    }

    @Test func choosingGoesOnAndMayBeDoneAgain() async throws {
        let bench = try BrokerBench()
        let (id, page, browser) = try await chooser(bench)
        for method in ["toy", "small", "toy"] {
            let form = try post(["method": method, "csrf": page.frame.csrf])
            let answer = await bench.broker.choose(transaction: id, form: form, browser: browser)
            #expect(answer.location?.hasPrefix("https://upstream.example/") == true)
        }
        let state = try #require(bench.script.now.requests.last?.callbackState)
        let started = BrokerBench.Started(browser: browser, state: state)
        #expect(try await bench.callback(started).query["code"] != nil)
    }

    @Test func theCallbackOfAMethodNoLongerChosenIsUnknown() async throws {
        let bench = try BrokerBench()
        let (id, page, browser) = try await chooser(bench)
        for _ in 0..<2 {
            let form = try post(["method": "toy", "csrf": page.frame.csrf])
            _ = await bench.broker.choose(transaction: id, form: form, browser: browser)
        }
        let old = try #require(bench.script.now.requests.first?.callbackState)
        let answer = try await bench.callback(BrokerBench.Started(browser: browser, state: old))
        #expect(answer.errorPage?.code == "unknown_transaction")
    }

    @Test func selectAccountShowsTheChooserForOneMethodToo() async throws {
        let shown = try await page(BrokerBench(), ["prompt": "select_account"])
        guard case .chooser(let chooser) = shown.page else { throw MethodError(.unsupported, "no chooser") }
        #expect(chooser.choices.map(\.id) == ["toy"])
    }

    @Test(arguments: [
        ("no token", ["method": "toy"], "forged_form", 403),
        ("a wrong token", ["method": "toy", "csrf": "wrong"], "forged_form", 403),
    ])
    func formsWithoutTheirTokenAreRefused(_ what: String, _ fields: [String: String], _ code: String, _ status: Int)
        async throws
    {
        let bench = try BrokerBench()
        let (id, _, browser) = try await chooser(bench)
        for answer in [
            await bench.broker.choose(transaction: id, form: try post(fields), browser: browser),
            await bench.broker.cancel(transaction: id, form: try post(fields), browser: browser),
            await bench.broker.answer(transaction: id, form: try post(fields), browser: browser),
        ] {
            #expect(answer.errorPage?.code == code && answer.errorPage?.status == status)
        }
    }

    @Test func aMethodThatIsNotOnOfferCannotBeChosen() async throws {
        let bench = try BrokerBench()
        let shown = try await page(bench, ["prompt": "select_account"])
        guard case .chooser(let chooser) = shown.page else { throw MethodError(.unsupported, "no chooser") }
        let form = try post(["method": "small", "csrf": chooser.frame.csrf])
        let answer = await bench.broker.choose(transaction: shown.id, form: form, browser: shown.browser)
        #expect(answer.errorPage?.code == "bad_request")
    }

    @Test func cancellingTellsTheClientOnce() async throws {
        let bench = try BrokerBench()
        let (id, page, browser) = try await chooser(bench)
        let form = try post(["csrf": page.frame.csrf])
        let answer = await bench.broker.cancel(transaction: id, form: form, browser: browser)
        #expect(try answer.query["error"] == "access_denied" && answer.query["iss"] == BrokerBench.issuer)
        let again = await bench.broker.cancel(transaction: id, form: form, browser: browser)
        #expect(again.transactionPage == id, "a second click, which leads to the same end")
    }

    private func app(_ bench: BrokerBench, polls: Int) async throws -> (id: String, browser: BrowserContext) {
        let link = try #require(URL(string: "toyapp://approve"))
        bench.script.change {
            $0.interaction = .openApp(link: link, qr: "QR", pollAfter: .seconds(3))
            $0.polls = polls
        }
        let shown = try await page(bench)
        guard case .waiting(let waiting) = shown.page else { throw MethodError(.unsupported, "no waiting page") }
        #expect(waiting.appLink == "toyapp://approve" && waiting.qr == "QR" && waiting.pollSeconds == 3)
        #expect(waiting.statusPath == "/transaction/\(shown.id)")
        return (shown.id, shown.browser)
    }

    @Test func anAppIsAskedAgainOnlyWhenItIsTime() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await app(bench, polls: 1)
        _ = await bench.broker.show(transaction: id, browser: browser)
        #expect(bench.script.now.resumed == 0)
        bench.clock.advance(by: 3)
        let waiting = await bench.broker.show(transaction: id, browser: browser)
        guard case .page(.waiting, 200, _) = waiting else { throw MethodError(.unsupported, "\(waiting)") }
        bench.clock.advance(by: 3)
        #expect(try await bench.broker.show(transaction: id, browser: browser).query["code"] != nil)
        #expect(bench.script.now.resumed == 2)
    }

    @Test func parallelPollsGiveOneCode() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await app(bench, polls: 0)
        bench.clock.advance(by: 3)
        let codes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    await bench.broker.show(transaction: id, browser: browser).location?.contains("code=") == true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(codes == 1 && bench.script.now.resumed == 1)
    }

    @Test func pollingNeedsTheBrowserThatBegan() async throws {
        let bench = try BrokerBench()
        let (id, _) = try await app(bench, polls: 0)
        bench.clock.advance(by: 3)
        #expect(await bench.broker.show(transaction: id, browser: BrowserContext()).errorPage?.code == "wrong_browser")
        #expect(bench.script.now.resumed == 0)
    }

    @Test func aQuestionIsAskedAndAnswered() async throws {
        let bench = try BrokerBench()
        let label = LocalizedText(nl: "Nummer", fr: "Numéro", de: "Nummer", en: "Number", sv: "Nummer")
        bench.script.change { $0.interaction = .ask(Prompt(kind: .phoneNumber, label: label, maximumLength: 5)) }
        let shown = try await page(bench, ["ui_locales": "fr"])
        guard case .prompt(let prompt) = shown.page else { throw MethodError(.unsupported, "no prompt") }
        #expect(prompt.label == "Numéro" && prompt.maximumLength == 5)
        for text in ["", "   ", "123456"] {
            let form = try BrokerBench.form(prompt, text)
            let again = await bench.broker.answer(transaction: shown.id, form: form, browser: shown.browser)
            guard case .page(.prompt(let page), 200, _) = again else { throw MethodError(.unsupported, "\(again)") }
            #expect(page.isAskedAgain && !prompt.isAskedAgain)
        }
        let form = try BrokerBench.form(prompt, " 0470 ")
        let answer = await bench.broker.answer(transaction: shown.id, form: form, browser: shown.browser)
        #expect(try answer.query["code"] != nil)
        #expect(bench.script.now.answers == ["0470"])
    }

    @Test func aMethodMayGoOnAfterACallback() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        let next = try #require(URL(string: "https://upstream.example/second"))
        bench.script.change { $0.goesOnWith = .post(to: next, fields: [FormField(name: "a", value: "b")]) }
        guard case .formPost(let url, let fields, _) = try await bench.callback(started) else {
            throw MethodError(.unsupported, "no form")
        }
        #expect(url == next && fields == [FormField(name: "a", value: "b")])
        #expect(try await bench.callback(started).query["code"] != nil)
    }
}
