import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// Apps on other devices: codes that move, hints, any number of tabs, and people who stop.
@Suite struct DecoupledTests {
    private struct Shown {
        let id: String
        let page: WaitingPage
        let browser: BrowserContext
    }

    private static let hint = LocalizedText(nl: "Open de app", fr: "Ouvrez", de: "Öffnen", en: "Open it", sv: "Öppna")

    /// A person in front of a code; the method is asked again after three seconds.
    private func shown(_ bench: BrokerBench, polls: Int = 100) async throws -> Shown {
        bench.script.change {
            $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3), hint: Self.hint)
            $0.polls = polls
        }
        let answer = try await bench.authorize(["ui_locales": "nl"])
        let cookie = try #require(answer.cookie)
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        return Shown(id: String(cookie.name.dropFirst(4)), page: try waiting(answer), browser: browser)
    }

    private func waiting(_ answer: FlowAnswer) throws -> WaitingPage {
        guard case .page(.waiting(let page), 200, _) = answer else { throw MethodError(.unsupported, "\(answer)") }
        return page
    }

    private func cancel(_ shown: Shown, _ bench: BrokerBench) async throws -> FlowAnswer {
        let form = try BrokerBench.parameters(["csrf": shown.page.frame.csrf])
        return await bench.broker.cancel(transaction: shown.id, form: form, browser: shown.browser)
    }

    @Test func aHintIsShownInThePersonsLanguageAndKept() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        #expect(shown.page.hint == "Open de app" && shown.page.appLink == nil && shown.page.qr == "QR")
        let again = try waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser))
        #expect(again == shown.page && !again.movesByItself)
    }

    @Test func aMovingCodeIsDrawnAnewWithoutAskingTheMethodMoreOften() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        for second in 1...6 {
            bench.clock.advance(by: 1)
            bench.script.change { $0.redrawn = .openApp(link: nil, qr: "QR \(second)", pollAfter: .seconds(3)) }
            let page = try waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser))
            #expect(page.qr == "QR \(second)" && page.pollSeconds == 1 && page.movesByItself)
        }
        #expect(bench.script.now.resumed == 2)
    }

    @Test func aMethodThatHangsHoldsUpNoOther() async throws {
        let bench = try BrokerBench()
        let (held, release) = AsyncStream<Void>.makeStream()
        let (asked, isAsked) = AsyncStream<Void>.makeStream()
        bench.script.change {
            $0.meanwhile = {
                isAsked.finish()
                for await _ in held {}
            }
        }
        async let slow = bench.code()
        for await _ in asked {}
        // Somebody else signs in from the first page to the last token while the first method does not answer.
        let answer = try await bench.redeemAsBank(bench.code(from: BrokerBench.bankRequest))
        #expect(answer.status == 200)
        release.finish()
        #expect(try await !slow.isEmpty)
    }

    @Test func manyTabsAskTheMethodOnceAndAllSeeTheCode() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        bench.script.change { $0.redrawn = .openApp(link: nil, qr: "now", pollAfter: .seconds(3)) }
        bench.clock.advance(by: 3)
        let codes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    try? waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser)).qr
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == Array(repeating: "now", count: 32))
        #expect(bench.script.now.resumed == 1)
    }

    @Test func stoppingIsToldToTheMethodOnce() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        #expect(try await cancel(shown, bench).query["error"] == "access_denied")
        #expect(bench.script.now.abandoned == 1)
        #expect(try await cancel(shown, bench).transactionPage == shown.id, "a second click leads to the same end")
        #expect(bench.script.now.abandoned == 1)
    }

    @Test func aPersonCanStopWhileTheMethodIsBeingAsked() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        bench.script.change {
            $0.meanwhile = {
                let answer = try? await cancel(shown, bench)
                #expect(answer?.location?.contains("error=access_denied") == true)
            }
        }
        bench.clock.advance(by: 3)
        _ = try waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser))
        bench.clock.advance(by: 3)
        let late = await bench.broker.show(transaction: shown.id, browser: shown.browser)
        #expect(try late.query["error"] == "access_denied")
        // What the person stopped, and what the method may have begun since.
        #expect(bench.script.now.abandoned == 2)
    }

    @Test func aPollThatAnotherTabTookOverEndsNothing() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        bench.script.change {
            $0.meanwhile = {
                // Longer than a step may take: whoever looks now asks again.
                bench.clock.advance(by: 31)
                let other = await bench.broker.show(transaction: shown.id, browser: shown.browser)
                #expect((try? waiting(other)) != nil)
            }
        }
        bench.clock.advance(by: 3)
        _ = try waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser))
        #expect(bench.script.now.resumed == 2 && bench.script.now.abandoned == 0)
    }

    @Test func aMethodWhoseStepsTakeLongIsNotAskedASecondTimeMeanwhile() async throws {
        let clock = TestClock()
        let script = ToyScript(BrokerBench.person(clock))
        let code = Interaction.openApp(link: nil, qr: "QR", pollAfter: .seconds(3))
        let patient = Method(
            id: "patient",
            displayName: nil,
            descriptor: SmallProvider.descriptor,
            types: [.verification],
            longestStep: .seconds(120),
            begin: { _ throws(MethodError) in .present(code, keeping: []) },
            resume: { _, _, _ throws(MethodError) in
                script.change { $0.resumed += 1 }
                if let meanwhile = script.now.meanwhile {
                    script.change { $0.meanwhile = nil }
                    await meanwhile()
                }
                return .present(code, keeping: [])
            },
            redraw: { _, _ in nil },
            abandon: { _, _ in }
        )
        let clients = [BrokerBench.bank { $0.methods = ["patient"] }]
        let bench = try BrokerBench(clients: clients, clock: clock, script: script, others: [patient])
        let answer = try await bench.authorize(["scope": "openid profile"], from: BrokerBench.bankRequest)
        let cookie = try #require(answer.cookie)
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        let id = String(cookie.name.dropFirst(4))
        for (seconds, asked) in [(124.0, 1), (126, 2)] {
            script.change {
                $0.resumed = 0
                $0.meanwhile = {
                    clock.advance(by: seconds)
                    _ = await bench.broker.show(transaction: id, browser: browser)
                }
            }
            clock.advance(by: 3)
            _ = try waiting(await bench.broker.show(transaction: id, browser: browser))
            #expect(script.now.resumed == asked)
        }
    }

    @Test func aReturnThatMeetsAPollIsNotLost() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench, polls: 1)
        let request = try #require(bench.script.now.requests.first)
        let parameters = try BrokerBench.parameters(["state": request.callbackState])
        let (answers, answer) = AsyncStream<FlowAnswer>.makeStream()
        bench.script.change {
            $0.meanwhile = {
                Task {
                    answer.yield(await bench.broker.callback(method: "toy", parameters, browser: shown.browser))
                    answer.finish()
                }
                for _ in 0..<50 { await Task.yield() }
            }
        }
        bench.clock.advance(by: 3)
        _ = try waiting(await bench.broker.show(transaction: shown.id, browser: shown.browser))
        var returned = answers.makeAsyncIterator()
        #expect(try await returned.next()?.query["code"] != nil)
        #expect(bench.script.now.resumed == 2, "the poll, then the return")
    }

    @Test func stoppingWhileOtherTabsAskEndsAtTheClient() async throws {
        let bench = try BrokerBench()
        let shown = try await shown(bench)
        bench.clock.advance(by: 3)
        async let polled = bench.broker.show(transaction: shown.id, browser: shown.browser)
        async let stopped = cancel(shown, bench)
        _ = await polled
        #expect(try await stopped.query["error"] == "access_denied")
    }

    @Test func takingAnotherMethodAbandonsTheFirst() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3)) }
        let answer = try await bench.authorize(["scope": "openid profile"], from: BrokerBench.bankRequest)
        let cookie = try #require(answer.cookie)
        guard case .page(.chooser(let page), _, _) = answer else { throw MethodError(.unsupported, "no chooser") }
        let browser = BrowserContext(cookies: [cookie.name: cookie.value])
        let id = String(cookie.name.dropFirst(4))
        for (method, abandoned) in [("toy", 0), ("small", 1), ("toy", 1)] {
            let form = try BrokerBench.parameters(["method": method, "csrf": page.frame.csrf])
            _ = await bench.broker.choose(transaction: id, form: form, browser: browser)
            #expect(bench.script.now.abandoned == abandoned)
        }
        bench.script.change { $0.beginFailure = MethodError(.unavailable, "as the test wished") }
        let form = try BrokerBench.parameters(["method": "small", "csrf": page.frame.csrf])
        _ = await bench.broker.choose(transaction: id, form: form, browser: browser)
        #expect(bench.script.now.abandoned == 2)
    }

    @Test func theMethodLearnsTheBrowserThatBegan() async throws {
        let bench = try BrokerBench()
        let endUser = EndUser(address: "203.0.113.7", userAgent: "Browser/1")
        let parameters = try BrokerBench.parameters(BrokerBench.request)
        _ = await bench.authorize(parameters, browser: BrowserContext(endUser: endUser))
        #expect(bench.script.now.requests.last?.endUser == endUser)
    }
}
