import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// Where the parameters of an answer stand.
@Suite struct ResponseModeTests {
    private func posted(_ answer: FlowAnswer) throws -> (url: String, fields: [String: String], cookie: FlowCookie?) {
        guard case .formPost(let url, let fields, let cookie) = answer else {
            throw MethodError(.unsupported, "\(answer)")
        }
        return (url.absoluteString, Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }), cookie)
    }

    @Test func aCodeIsPostedWithStateAndIssuer() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start(["response_mode": "form_post", "state": "a&\"b"])
        let (url, fields, cookie) = try posted(await bench.callback(started))
        #expect(url == BrokerBench.request["redirect_uri"])
        #expect(Set(fields.keys) == ["code", "state", "iss"])
        #expect(fields["state"] == "a&\"b" && fields["iss"] == BrokerBench.issuer)
        #expect(cookie?.name == "eid-\(started.id)" && cookie?.maxAge == 60)
        #expect(try await bench.redeem(#require(fields["code"])).status == 200)
    }

    @Test func aReloadOfThePageWithTheCodePostsItOnceMore() async throws {
        let bench = try BrokerBench()
        let started = try await bench.start(["response_mode": "form_post"])
        let first = try posted(await bench.callback(started))
        #expect(try await bench.callback(started).transactionPage == started.id)
        bench.clock.advance(by: 3)
        #expect(try posted(await bench.callback(started)).fields == first.fields)
    }

    @Test func anErrorIsPostedBeforeAndAfterTheMethodIsAsked() async throws {
        let bench = try BrokerBench()
        let mode = ["response_mode": "form_post", "redirect_uri": "https://shop.example/other?x=1"]
        let early = try posted(await bench.authorize(mode.merging(["prompt": "none"]) { $1 }))
        #expect(early.url == "https://shop.example/other?x=1" && early.fields["error"] == "login_required")
        bench.script.change { $0.result = .failure(MethodError(.declined, "no")) }
        let late = try posted(await bench.callback(bench.start(["response_mode": "form_post"])))
        #expect(late.fields["error"] == "access_denied" && late.fields["iss"] == BrokerBench.issuer)
    }

    @Test func theQueryIsTheDefaultAndCanBeNamed() async throws {
        let bench = try BrokerBench()
        for mode in [nil, "query"] {
            let answer = try await bench.callback(bench.start(["response_mode": mode]))
            #expect(try answer.query["code"] != nil)
        }
    }

    @Test func anAppWithASchemeOfItsOwnGetsTheQuery() throws {
        let client = Client(
            id: "app",
            name: LocalizedText("App"),
            redirectURIs: ["com.example.app:/cb"],
            authentication: .none,
            methods: ["toy"]
        )
        let target = RedirectTarget("com.example.app:/cb", of: client, state: nil, issuer: "https://b", mode: .form)
        guard case .redirect(let location, _)? = target?.answer(code: "c", cookie: nil) else {
            Issue.record("posted")
            return
        }
        #expect(location == "com.example.app:/cb?code=c&iss=https%3A%2F%2Fb")
    }
}
