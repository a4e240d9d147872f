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
        var tokens: Set<String> = []
        for _ in 0..<2 {
            guard case .page(.chooser(let page), 200, nil) = await bench.broker.show(transaction: id, browser: browser)
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

    @Test func anotherBrowserDoesNotGetThePage() async throws {
        let bench = try BrokerBench()
        let id = try #require(try await begin(bench, Self.chooserRequest).transactionPage)
        let answer = await bench.broker.show(transaction: id, browser: BrowserContext())
        #expect(answer.errorPage?.code == "wrong_browser")
    }
}
