import EIDBroker
import EIDMethod
import FoundationEssentials
import Testing

/// An answer reaches the question that it was typed for, whatever people do with tabs and the Back button.
@Suite struct QuestionBindingTests {
    private static func ask(_ label: String) -> Interaction {
        .ask(Prompt(kind: .text, label: LocalizedText(label), maximumLength: 20))
    }

    private func prompt(_ answer: FlowAnswer) throws -> PromptPage {
        guard case .page(.prompt(let page), 200, _) = answer else { throw MethodError(.unsupported, "\(answer)") }
        return page
    }

    /// A chooser of two methods, and what its browser does.
    private struct Person: Sendable {
        let bench: BrokerBench
        let id: String
        let csrf: String
        let browser: BrowserContext

        init(_ bench: BrokerBench) async throws {
            let answer = try await bench.authorize(["scope": "openid profile"], from: BrokerBench.bankRequest)
            guard case .page(.chooser(let page), 200, let cookie?) = answer else {
                throw MethodError(.unsupported, "no chooser")
            }
            self.bench = bench
            id = String(cookie.name.dropFirst(4))
            csrf = page.frame.csrf
            browser = BrowserContext(cookies: [cookie.name: cookie.value])
        }

        func choose(_ method: String) async throws -> FlowAnswer {
            let form = try BrokerBench.parameters(["method": method, "csrf": csrf])
            let answer = await bench.broker.choose(transaction: id, form: form, browser: browser)
            guard answer.transactionPage == id else { return answer }
            return await bench.broker.show(transaction: id, browser: browser)
        }

        func answer(_ page: PromptPage, _ text: String) async throws -> FlowAnswer {
            await bench.broker.answer(transaction: id, form: try BrokerBench.form(page, text), browser: browser)
        }

        func answer(_ fields: [String: String]) async throws -> FlowAnswer {
            let form = try BrokerBench.parameters(fields.merging(["csrf": csrf]) { $1 })
            return await bench.broker.answer(transaction: id, form: form, browser: browser)
        }
    }

    @Test func aMethodThatAsksFirstBecomesUnavailableToo() async throws {
        let bench = try BrokerBench()
        bench.script.change {
            $0.interaction = Self.ask("Number")
            $0.result = .failure(MethodError(.unavailable, "nobody there"))
        }
        for _ in 0..<3 {
            let person = try await Person(bench)
            _ = try await person.answer(try prompt(try await person.choose("toy")), "mine")
        }
        #expect(bench.broker.methodHealth.filter { !$0.isAvailable }.map(\.id) == ["toy"])
        // That it still can ask is no news of its upstream.
        bench.clock.advance(by: 61)
        _ = try await Person(bench).choose("toy")
        let person = try await Person(bench)
        _ = try await person.answer(try prompt(try await person.choose("toy")), "mine")
        #expect(bench.broker.methodHealth.filter { !$0.isAvailable }.map(\.id) == ["toy"])
    }

    @Test func anAnswerForAnotherMethodIsNotDelivered() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = Self.ask("Number") }
        let person = try await Person(bench)
        let old = try prompt(try await person.choose("small"))
        let present = try prompt(try await person.choose("toy"))
        #expect(old.question != present.question)
        #expect(try prompt(try await person.answer(old, "19900101-2384")) == present)
        #expect(bench.script.now.resumed == 0 && bench.script.now.answers.isEmpty)
        #expect(try await person.answer(present, "mine").query["code"] != nil)
        #expect(bench.script.now.answers == ["mine"])
    }

    @Test func anAnswerForAnEarlierStartOfTheMethodIsNotDelivered() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = Self.ask("Number") }
        let person = try await Person(bench)
        let old = try prompt(try await person.choose("toy"))
        let present = try prompt(try await person.choose("toy"))
        #expect(try prompt(try await person.answer(old, "1")) == present)
        #expect(bench.script.now.resumed == 0)
    }

    @Test func anAnswerForTheQuestionBeforeIsNotDelivered() async throws {
        let bench = try BrokerBench()
        bench.script.change {
            $0.interaction = Self.ask("Number")
            $0.goesOnWith = Self.ask("Birthday")
        }
        let person = try await Person(bench)
        let first = try prompt(try await person.choose("toy"))
        let second = try prompt(try await person.answer(first, "1"))
        #expect(second.label == "Birthday")
        #expect(try prompt(try await person.answer(first, "1")) == second)
        #expect(bench.script.now.answers == ["1"])
        #expect(try await person.answer(second, "2").query["code"] != nil)
        #expect(bench.script.now.answers == ["1", "2"])
    }

    @Test(arguments: [nil, "", "AAAAAAAAAAAAAAAAAAAAAA"])
    func anAnswerThatNamesNoQuestionIsNotDelivered(_ question: String?) async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = Self.ask("Number") }
        let person = try await Person(bench)
        let page = try prompt(try await person.choose("toy"))
        var fields = ["text": "1"]
        fields["question"] = question
        #expect(try prompt(try await person.answer(fields)) == page)
        #expect(bench.script.now.resumed == 0)
    }

    @Test func anAnswerToAQuestionThatIsOverShowsWhereTheSignInStands() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = Self.ask("Number") }
        let person = try await Person(bench)
        let old = try prompt(try await person.choose("toy"))
        bench.script.change { $0.interaction = .openApp(link: nil, qr: "QR", pollAfter: .seconds(3)) }
        _ = try await person.choose("small")
        guard case .page(.waiting(let page), 200, _) = try await person.answer(old, "1") else {
            throw MethodError(.unsupported, "no waiting page")
        }
        #expect(page.qr == "QR" && bench.script.now.resumed == 0)
    }

    @Test func theQuestionTellsNothingOfTheState() async throws {
        let bench = try BrokerBench()
        bench.script.change { $0.interaction = Self.ask("Number") }
        var seen: Set<String> = []
        for _ in 0..<20 {
            let person = try await Person(bench)
            seen.insert(try prompt(try await person.choose("toy")).question)
        }
        #expect(seen.count == 20 && seen.allSatisfy { $0.utf8.count == 22 }, "the state is the same each time")
    }
}
