import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// What a person sees while an app on another device signs.
@Suite("A signing with an app") struct MovingCodeTests {
    @Test func drawsAMovingCodeAnewWithoutAskingTheMethodMoreOften() async throws {
        let bench = try SigningFlowBench()
        let visitor = try await visitor(bench)
        #expect(try waiting(await bench.consent(visitor)).qr == "QR")
        for second in 1...3 {
            bench.clock.advance(by: 1)
            bench.script.change { $0.redrawn = .openApp(link: nil, qr: "QR \(second)", pollAfter: .seconds(5)) }
            let page = try waiting(await bench.broker.showSigning(visitor.id, browser: visitor.browser))
            #expect(page.qr == "QR \(second)" && page.pollSeconds == 1 && page.movesByItself)
        }
        #expect(bench.script.now.resumed == 0)
    }

    @Test func tellsTheMethodWhatTheBrowserSaysThatItIs() async throws {
        let bench = try SigningFlowBench()
        var visitor = try await visitor(bench)
        visitor.browser.endUser = EndUser(address: "203.0.113.7", userAgent: "A browser")
        _ = try await bench.consent(visitor)
        #expect(bench.script.now.requests.map(\.endUser) == [EndUser(address: "203.0.113.7", userAgent: "A browser")])
    }

    private func visitor(_ bench: SigningFlowBench) async throws -> SigningFlowBench.Visitor {
        bench.script.change { $0.presented = .openApp(link: nil, qr: "QR", pollAfter: .seconds(5)) }
        return try await bench.open(try await bench.create().json.requireString("id"))
    }

    private func waiting(_ answer: FlowAnswer) throws -> WaitingPage {
        guard case .page(.waiting(let page), 200, _) = answer else {
            Issue.record("no waiting page: \(answer)")
            return try #require(nil)
        }
        return page
    }
}
