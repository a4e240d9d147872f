import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// Loading a page again draws it again, and begins nothing.
@Suite struct ReloadTests {
    /// Two methods fit.
    private static let chooserRequest = BrokerBench.bankRequest.merging(["scope": "openid profile"]) { $1 }

    private func begin(_ bench: BrokerBench, _ fields: [String: String] = BrokerBench.request) async throws
        -> FlowAnswer
    {
        await bench.broker.authorize(try BrokerBench.parameters(fields), browser: BrowserContext())
    }

    @Test func aChooserHasAnAddressOfItsOwn() async throws {
        let bench = try BrokerBench()
        let answer = try await begin(bench, Self.chooserRequest)
        let (id, cookie) = (try #require(answer.transactionPage), try #require(answer.cookie))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        #expect(answer.isChooser)
        var tokens: Set<String> = []
        for _ in 0..<2 {
            guard
                case .page(.chooser(let page), 200, nil) = await bench.broker.showMethods(
                    transaction: id,
                    browser: browser
                )
            else {
                Issue.record("no chooser")
                return
            }
            tokens.insert(page.frame.csrf)
        }
        #expect(tokens.count == 1)
    }

    @Test(arguments: ["a code", "a form of the upstream"]) func aMethodBeginsOnce(_ shown: String) async throws {
        let bench = try BrokerBench()
        let url = try #require(URL(string: "https://upstream.example/sso"))
        bench.script.change {
            $0.interaction =
                shown == "a code"
                ? .openApp(link: nil, qr: "QR", pollAfter: .seconds(3))
                : .post(to: url, fields: [.init(name: "a", value: "b")])
        }
        let answer = try await begin(bench)
        let (id, cookie) = (try #require(answer.transactionPage), try #require(answer.cookie))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        for _ in 0..<3 {
            switch await bench.broker.show(transaction: id, browser: browser) {
            case .page(.waiting(let page), 200, nil): #expect(page.qr == "QR")
            case .formPost(let target, _, nil): #expect(target == url)
            case let other: Issue.record("\(other)")
            }
        }
        #expect(bench.script.now.requests.count == 1 && bench.script.now.resumed == 0)
    }

    @Test func aMethodThatOnlyRedirectsIsReachedAtOnce() async throws {
        let bench = try BrokerBench()
        let answer = try await begin(bench)
        #expect(answer.transactionPage == nil && answer.location?.hasPrefix("https://") == true, "\(answer)")
        #expect(answer.cookie != nil)
    }

    @Test func aMethodThatWasChosenHasThePageOfItsTransaction() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3)) }
        let answer = try await begin(bench, Self.chooserRequest)
        let (id, cookie) = (try #require(answer.transactionPage), try #require(answer.cookie))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        guard case .page(.chooser(let page), 200, nil) = await bench.broker.show(transaction: id, browser: browser)
        else {
            Issue.record("no chooser")
            return
        }
        let form = try BrokerBench.parameters(["method": "toy", "csrf": page.frame.csrf])
        let chosen = await bench.broker.choose(transaction: id, form: form, browser: browser)
        #expect(chosen.transactionPage == id && !chosen.isChooser, "\(chosen)")
        for _ in 0..<2 {
            guard case .page(.waiting, 200, nil) = await bench.broker.show(transaction: id, browser: browser) else {
                Issue.record("no waiting page")
                return
            }
        }
        #expect(bench.script.now.requests.count == 1 && bench.script.now.abandoned == 0)
    }

    @Test func theBackButtonLeadsFromTheUpstreamToTheChooser() async throws {
        let bench = try BrokerBench()
        let answer = try await begin(bench, Self.chooserRequest)
        let (id, cookie) = (try #require(answer.transactionPage), try #require(answer.cookie))
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        for method in ["toy", "small"] {
            guard
                case .page(.chooser(let page), 200, nil) = await bench.broker.showMethods(
                    transaction: id,
                    browser: browser
                )
            else {
                Issue.record("no chooser before \(method)")
                return
            }
            let form = try BrokerBench.parameters(["method": method, "csrf": page.frame.csrf])
            let chosen = await bench.broker.choose(transaction: id, form: form, browser: browser)
            #expect(chosen.location?.hasPrefix("https://upstream.example/") == true, "\(chosen)")
        }
        #expect(bench.script.now.requests.count == 2)
    }

    @Test func aSignInThatIsOverHasNothingToChoose() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start()
        _ = try await bench.callback(started)
        let answer = await bench.broker.showMethods(transaction: started.id, browser: started.browser)
        #expect(answer.location == "/transaction/\(started.id)")
        let stranger = await bench.broker.showMethods(transaction: started.id, browser: BrowserContext())
        #expect(stranger.errorPage?.code == "already_answered")
    }

    @Test func anotherBrowserDoesNotGetThePage() async throws {
        let bench = try BrokerBench()
        let id = try #require(try await begin(bench, Self.chooserRequest).transactionPage)
        for answer in [
            await bench.broker.show(transaction: id, browser: BrowserContext()),
            await bench.broker.showMethods(transaction: id, browser: BrowserContext()),
        ] {
            #expect(answer.errorPage?.code == "wrong_browser")
        }
    }
}
