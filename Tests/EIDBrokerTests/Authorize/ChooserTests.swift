import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// Which methods a person sees, in which order, and what the browser remembers.
@Suite struct ChooserTests {
    private func open(
        _ bench: BrokerBench,
        _ changes: [String: String?] = [:],
        browser: BrowserContext = BrowserContext()
    ) async throws -> (page: ChooserPage, id: String, browser: BrowserContext) {
        var fields = BrokerBench.bankRequest
        fields["scope"] = "openid profile"
        for (name, value) in changes { fields[name] = value }
        let answer = await bench.authorize(try BrokerBench.parameters(fields), browser: browser)
        let cookie = try #require(answer.cookie)
        guard case .page(.chooser(let page), 200, _) = answer else {
            throw MethodError(.unsupported, "no chooser: \(answer)")
        }
        var browser = browser
        browser.cookies[cookie.name] = cookie.value
        return (page, String(cookie.name.dropFirst(4)), browser)
    }

    private func choose(
        _ method: String,
        remember: Bool,
        _ bench: BrokerBench,
        _ shown: (page: ChooserPage, id: String, browser: BrowserContext)
    ) async throws -> FlowAnswer {
        var fields = ["method": method, "csrf": shown.page.frame.csrf]
        if remember { fields["remember"] = "yes" }
        return await bench.broker.choose(
            transaction: shown.id,
            form: try BrokerBench.parameters(fields),
            browser: shown.browser
        )
    }

    private func fail(_ bench: BrokerBench, times: Int, _ code: MethodError.Code = .unavailable) async throws {
        bench.script.change { $0.beginFailure = MethodError(code, "for the test") }
        for _ in 0..<times {
            _ = try await choose("toy", remember: false, bench, open(bench))
        }
        bench.script.change { $0.beginFailure = nil }
    }

    @Test(
        arguments: [
            ("country:SE", nil, [], ["small", "toy"]),
            ("country:se", nil, [], ["small", "toy"]),
            ("country:BE", nil, [], ["toy", "small"]),
            (nil, "sv-SE en", [], ["small", "toy"]),
            (nil, nil, ["SE"], ["small", "toy"]),
            ("country:BE", "sv-SE", ["SE"], ["toy", "small"]),
            (nil, nil, ["US"], ["toy", "small"]),
            ("country:", nil, [], ["toy", "small"]),
            ("country:Sweden", nil, [], ["toy", "small"]),
        ] as [(String?, String?, [String], [String])]
    )
    func theMethodsOfThePersonsCountryComeFirst(
        _ values: String?,
        _ locales: String?,
        _ browser: [String],
        _ order: [String]
    ) async throws {
        let shown = try await open(
            BrokerBench(),
            ["acr_values": values, "ui_locales": locales],
            browser: BrowserContext(countries: browser)
        )
        #expect(shown.page.choices.map(\.id) == order)
    }

    @Test func theMethodsComeInTheOrderOfTheRegistrationEachOnce() async throws {
        for order in [["toy", "small"], ["small", "toy"], ["small", "toy", "small"]] {
            let client = BrokerBench.bank { $0.methods = order }
            let shown = try await open(BrokerBench(clients: [client]))
            #expect(shown.page.choices.map(\.id) == Array(order.prefix(2)))
        }
    }

    @Test func aHintThatOneMethodAloneRecognisesSkipsThePage() async throws {
        let bench = try BrokerBench()
        var fields = BrokerBench.bankRequest
        fields["scope"] = "openid profile"
        let answer = try await bench.authorize(["login_hint": "toy:ada"], from: fields)
        #expect(answer.location?.hasPrefix("https://upstream.example/") == true)
        #expect(bench.script.now.requests.last?.loginHint == "toy:ada")
        // Said of two, of none, or against the wish to choose, it decides nothing.
        for hint in ["any:ada", "ada", ""] {
            #expect(try await open(bench, ["login_hint": hint]).page.choices.count == 2)
        }
        #expect(try await open(bench, ["login_hint": "toy:ada", "prompt": "select_account"]).page.choices.count == 2)
    }

    @Test func aMethodWithoutAnEssentialClaimIsNotOffered() async throws {
        let bench = try BrokerBench(clients: [
            BrokerBench.bank { $0.attributes = [Attribute<String>.name.name, Attribute<String>.givenName.name] }
        ])
        let claims = #"{"userinfo":{"given_name":{"essential":true}}}"#
        let answer = try await bench.authorize(["claims": claims], from: BrokerBench.bankRequest)
        // Only one method has it, so there is nothing to choose.
        #expect(answer.location?.hasPrefix("https://upstream.example/") == true)
        let voluntary = try await open(bench, ["claims": #"{"userinfo":{"given_name":null}}"#])
        #expect(voluntary.page.choices.count == 2)
    }

    @Test func anEssentialClaimThatNoMethodHasLeavesTheChoice() async throws {
        let bench = try BrokerBench(
            clients: [
                BrokerBench.bank {
                    $0.methods = ["small", "small2"]
                    $0.attributes = [Attribute<String>.givenName.name]
                }
            ],
            extra: ["small2"]
        )
        let claims = #"{"userinfo":{"given_name":{"essential":true}}}"#
        #expect(try await open(bench, ["claims": claims]).page.choices.map(\.id) == ["small", "small2"])
    }

    @Test func aMethodThatDoesNotAnswerIsShownAsUnavailableForAWhile() async throws {
        let bench = try BrokerBench()
        try await fail(bench, times: 2)
        #expect(try await open(bench).page.choices.map(\.isAvailable) == [true, true])
        try await fail(bench, times: 1)
        #expect(try await open(bench).page.choices.map(\.id) == ["small", "toy"])
        #expect(try await open(bench).page.choices.map(\.isAvailable) == [true, false])
        #expect(bench.broker.methodHealth.map(\.isAvailable) == [false, true])
        bench.clock.advance(by: 61)
        #expect(try await open(bench).page.choices.map(\.isAvailable) == [true, true])
        // One failure is enough now, and one answer clears it.
        try await fail(bench, times: 1)
        #expect(try await open(bench).page.choices.map(\.isAvailable) == [true, false])
        bench.clock.advance(by: 61)
        _ = try await choose("toy", remember: false, bench, open(bench))
        try await fail(bench, times: 1)
        #expect(try await open(bench).page.choices.map(\.isAvailable) == [true, true])
        let told = bench.log.text.split(separator: "\n").filter { $0.contains(" a method ") }
        #expect(told.count == 2, "once when it goes and once when it comes back: \(told)")
    }

    @Test func aFailureThatIsAnAnswerSaysNothingAgainstAMethod() async throws {
        let bench = try BrokerBench()
        for code in MethodError.Code.all where code != .unavailable { try await fail(bench, times: 3, code) }
        #expect(!bench.broker.methodHealth.contains { !$0.isAvailable })
    }

    @Test func whatABrowserBringsBackCannotMakeAMethodUnavailable() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.result = .failure(MethodError(.unavailable, "error=temporarily_unavailable")) }
        for _ in 0..<5 { _ = try await bench.callback(bench.start()) }
        #expect(!bench.broker.methodHealth.contains { !$0.isAvailable })
    }

    @Test func theLastChoiceComesFirst() async throws {
        let bench = try BrokerBench()
        let first = try await open(bench)
        #expect(first.page.remembers == true && !first.page.choices.contains(where: \.isLastUsed))
        let cookie = try #require(try await choose("small", remember: true, bench, first).cookie)
        #expect(cookie.name == "eid-method" && cookie.value == "small" && cookie.maxAge == 15_552_000)
        let second = try await open(bench, browser: BrowserContext(cookies: [cookie.name: cookie.value]))
        #expect(second.page.choices.map(\.id) == ["small", "toy"])
        #expect(second.page.choices.map(\.isLastUsed) == [true, false])
    }

    @Test func whoWantsNothingRememberedIsNotAskedAgain() async throws {
        let bench = try BrokerBench()
        let cookie = try #require(try await choose("small", remember: false, bench, open(bench)).cookie)
        #expect(cookie.value == "-")
        let second = try await open(bench, browser: BrowserContext(cookies: [cookie.name: cookie.value]))
        #expect(second.page.choices.map(\.id) == ["toy", "small"] && second.page.remembers == false)
    }

    @Test(arguments: ["nobody", "", "small ", "SMALL", "\u{0}", "-x"])
    func aRememberedMethodThatIsNotOnOfferIsIgnored(_ value: String) async throws {
        let shown = try await open(BrokerBench(), browser: BrowserContext(cookies: ["eid-method": value]))
        #expect(shown.page.choices.map(\.id) == ["toy", "small"] && !shown.page.choices.contains(where: \.isLastUsed))
    }

    @Test func anOperatorMayTurnRememberingOff() async throws {
        let bench = try BrokerBench(remembersMethod: false)
        let shown = try await open(bench, browser: BrowserContext(cookies: ["eid-method": "small"]))
        #expect(shown.page.remembers == nil && shown.page.choices.map(\.id) == ["toy", "small"])
        #expect(try await choose("small", remember: true, bench, shown).cookie == nil)
    }
}
