import EIDMethod
import EIDSwedishBankIDSimulator
import Testing

@testable import EIDSwedishBankID

/// Somebody on the phone identifies themselves to whoever uses the broker for them.
@Suite struct PhoneTests {
    private func asked() async throws -> BankIDWalk {
        let walk = try BankIDWalk(BankIDBench(start: "phone", ["callInitiator": "RP"]))
        try await walk.begin()
        return walk
    }

    private func label(_ walk: BankIDWalk) -> LocalizedText? {
        if case .ask(let prompt)? = walk.interaction { prompt.label } else { nil }
    }

    @Test(arguments: ["199001012385", "19900101-2385", " 19900101 2385 "])
    func theNumberMayBeTypedAsPeopleDo(text: String) async throws {
        let number = BankIDPersona.astrid.personalNumber
        let walk = try await asked()
        #expect(label(walk) == BankIDTexts.personalNumber)
        try await walk.resume(.answered(PromptAnswer(text: text)))
        let order = try #require(walk.bench.simulator.orders.last)
        #expect(order.members.isSuperset(of: ["personalNumber", "callInitiator"]) && order.endUserAddress == nil)
        #expect(walk.hint == BankIDTexts.openOnPhone[.en] && walk.link == nil && walk.code == nil)
        let simulator = walk.bench.simulator
        let picked = try simulator.pickUp()
        try await walk.poll()
        #expect(walk.hint == BankIDTexts.confirmCall[.en])
        try simulator.decide(.approve, on: picked)
        #expect(try await walk.poll()?.subject.identifier == number)
    }

    @Test(arguments: ["", "1990", "199001012380", "199013012385", "abcdefghijkl", "1990010１2385", "19900101-23-85"])
    func whatIsNoNumberIsAskedAgain(text: String) async throws {
        let walk = try await asked()
        try await walk.resume(.answered(PromptAnswer(text: text)))
        #expect(label(walk) == BankIDTexts.personalNumberAgain)
        #expect(walk.bench.simulator.orders.isEmpty)
    }

    @Test func somebodyElseThanTheCallerIsRefused() async throws {
        let walk = try await asked()
        try await walk.resume(.answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)))
        walk.bench.simulator.inject(.otherPerson)
        try walk.bench.simulator.decide(.approve, on: walk.bench.simulator.pickUp())
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.poll() }
    }

    @Test func anOrderAlreadyInProgressSaysNothingAgainstBankID() async throws {
        let first = try await asked()
        try await first.resume(.answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)))
        let second = try BankIDWalk(first.bench)
        try await second.begin()
        await #expect(throws: MethodError(.cancelled, "")) {
            try await second.resume(.answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)))
        }
    }

    @Test func aSecondAnswerIsRefused() async throws {
        let walk = try await asked()
        try await walk.resume(.answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)))
        await #expect(throws: MethodError(.untrusted, "")) {
            try await walk.resume(.answered(PromptAnswer(text: BankIDPersona.bjorn.personalNumber)))
        }
    }

    @Test func anOrderNobodyOpensIsExpiredAndNotRenewed() async throws {
        let walk = try await asked()
        try await walk.resume(.answered(PromptAnswer(text: BankIDPersona.astrid.personalNumber)))
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(after: 31) }
    }
}
