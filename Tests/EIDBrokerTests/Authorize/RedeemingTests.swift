import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// While a callback is being redeemed: other tabs, people who stop, and redeemers who are never heard of again.
@Suite struct RedeemingTests {
    /// A code on the page; the method is asked again after three seconds.
    private func started(_ bench: BrokerBench) async throws -> (BrokerBench.Started, WaitingPage) {
        bench.script.change { $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3)) }
        let answer = try await bench.authorize()
        guard let cookie = answer.cookie, case .page(.waiting(let page), _, _) = answer else {
            throw MethodError(.unsupported, "\(answer)")
        }
        let state = try #require(bench.script.now.requests.last?.callbackState)
        return (
            BrokerBench.Started(browser: BrowserContext(cookies: [cookie.name: cookie.value]), state: state), page
        )
    }

    private func cancel(_ started: BrokerBench.Started, _ page: WaitingPage, _ bench: BrokerBench) async throws
        -> FlowAnswer
    {
        let form = try BrokerBench.parameters(["csrf": page.frame.csrf])
        return await bench.broker.cancel(transaction: started.id, form: form, browser: started.browser)
    }

    /// Redeems a callback while something else happens.
    private func redeem(
        _ started: BrokerBench.Started,
        _ bench: BrokerBench,
        while meanwhile: @escaping @Sendable () async throws -> Void
    ) async throws -> FlowAnswer {
        bench.script.change {
            $0.meanwhile = { do { try await meanwhile() } catch { Issue.record(error) } }
        }
        return try await bench.callback(started)
    }

    @Test func anotherTabWaitsAndAsksNobody() async throws {
        let bench = try BrokerBench()
        let (started, _) = try await started(bench)
        bench.clock.advance(by: 3)
        let answer = try await redeem(started, bench) {
            let other = await bench.broker.show(transaction: started.id, browser: started.browser)
            guard case .page(.waiting(let page), 200, _) = other else {
                Issue.record("\(other)")
                return
            }
            // There is nothing left to scan.
            #expect(page.qr == nil && page.appLink == nil)
        }
        #expect(try answer.query["code"] != nil && bench.script.now.resumed == 1)
        bench.clock.advance(by: 3)
        let later = await bench.broker.show(transaction: started.id, browser: started.browser)
        #expect(try later.query["code"] == answer.query["code"])
    }

    @Test func stoppingEndsAtTheClientAndGivesNoCode() async throws {
        let bench = try BrokerBench()
        let (started, page) = try await started(bench)
        let answer = try await redeem(started, bench) {
            let stopped = try await cancel(started, page, bench)
            let error = try stopped.query["error"]
            #expect(error == "access_denied")
        }
        #expect(answer.transactionPage == started.id && bench.script.now.abandoned == 1)
        bench.clock.advance(by: 3)
        #expect(try await bench.callback(started).query["error"] == "access_denied")
    }

    @Test func stoppingAbandonsWhatTheMethodGoesOnWith() async throws {
        let bench = try BrokerBench()
        let (started, page) = try await started(bench)
        bench.script.change { $0.goesOnWith = .openApp(link: nil, qr: "second", pollAfter: .seconds(3)) }
        let answer = try await redeem(started, bench) { _ = try await cancel(started, page, bench) }
        #expect(answer.transactionPage == started.id && bench.script.now.abandoned == 2)
    }

    @Test func aSecondReturnIsLedToThePageThatWaits() async throws {
        let bench = try BrokerBench()
        let (started, _) = try await started(bench)
        let answer = try await redeem(started, bench) {
            let second = try await bench.callback(started)
            #expect(second.transactionPage == started.id)
            let stranger = try await bench.callback(started, browser: BrowserContext())
            #expect(stranger.errorPage?.code == "wrong_browser")
        }
        #expect(try answer.query["code"] != nil && bench.script.now.resumed == 1)
    }

    @Test func whatWasRedeemedTooLongAgoCountsAsFinished() async throws {
        let bench = try BrokerBench()
        let (started, page) = try await started(bench)
        let answer = try await redeem(started, bench) {
            bench.clock.advance(by: 60)
            let shown = await bench.broker.show(transaction: started.id, browser: started.browser)
            #expect(shown.errorPage?.code == "already_answered")
            let (stopped, second) = (try await cancel(started, page, bench), try await bench.callback(started))
            #expect(stopped.errorPage?.code == "already_answered" && second.errorPage?.code == "already_answered")
        }
        // Whoever redeems it holds it still.
        #expect(try answer.query["code"] != nil && bench.script.now.resumed == 1)
    }
}
