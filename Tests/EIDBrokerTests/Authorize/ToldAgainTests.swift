import EIDMethod
import FoundationEssentials
import Testing

@testable import EIDBroker

/// A code that was told to a waiting page, which never heard of it: a suspended browser, a network that changed.
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

    @Test func aCodeThatHasExpiredIsToldNobody() async throws {
        let bench = try BrokerBench()
        let (id, browser) = try await waiting(bench)
        _ = await bench.broker.show(transaction: id, browser: browser)
        bench.clock.advance(by: 61)
        #expect(await bench.broker.show(transaction: id, browser: browser).errorPage?.code == "already_answered")
    }
}
