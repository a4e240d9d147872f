import EIDBroker
import EIDJSON
import EIDMethod
import Testing

/// A signing method that asks something gets the answer to what it asked.
@Suite("A signing with a question") struct SigningQuestionTests {
    @Test func deliversTheAnswerOfItsForm() async throws {
        let (bench, visitor, page) = try await asked()
        _ = try await answer(bench, visitor, page.question)
        #expect(bench.script.now.resumed == 1)
    }

    @Test("An answer that names another question is not delivered", arguments: [nil, "", "AAAAAAAAAAAAAAAAAAAAAA"])
    func anotherQuestion(_ question: String?) async throws {
        let (bench, visitor, page) = try await asked()
        let again = try prompt(try await answer(bench, visitor, question))
        #expect(again.question == page.question && again.label == page.label && !again.isAskedAgain)
        #expect(bench.script.now.resumed == 0)
    }

    @Test func anAnswerToAQuestionThatIsOverShowsWhereTheSigningStands() async throws {
        let (bench, visitor, page) = try await asked()
        let next = try await answer(bench, visitor, page.question)
        #expect(try await answer(bench, visitor, page.question).location == next.location)
        #expect(next.location?.hasPrefix("https://upstream.example/start?state=sign.") == true)
        #expect(bench.script.now.resumed == 1)
    }

    private func asked() async throws -> (SigningFlowBench, SigningFlowBench.Visitor, PromptPage) {
        let bench = try SigningFlowBench()
        bench.script.change {
            $0.presented = .ask(Prompt(kind: .nationalNumber, label: LocalizedText("Number"), maximumLength: 20))
        }
        let visitor = try await bench.open(try await bench.create().json.requireString("id"))
        return (bench, visitor, try prompt(try await bench.consent(visitor)))
    }

    private func answer(_ bench: SigningFlowBench, _ visitor: SigningFlowBench.Visitor, _ question: String?)
        async throws -> FlowAnswer
    {
        var fields = ["csrf": visitor.csrf, "text": "1"]
        fields["question"] = question
        return await bench.broker.answerSigning(
            visitor.id,
            form: try BrokerBench.parameters(fields),
            browser: visitor.browser
        )
    }

    private func prompt(_ answer: FlowAnswer) throws -> PromptPage {
        guard case .page(.prompt(let page), 200, _) = answer else {
            Issue.record("no question: \(answer)")
            return try #require(nil)
        }
        return page
    }
}
