import EIDMethod
import EIDSwedishBankIDSimulator
import Testing

@testable import EIDSwedishBankID

/// The app on the same device: only the browser that comes back from it goes on.
@Suite struct LinkTests {
    /// Somebody has followed the link and approved; the address where the app sends their browser.
    private func approved() async throws -> (walk: BankIDWalk, address: String) {
        let walk = try BankIDWalk(BankIDBench(start: "link"))
        try await walk.begin()
        let simulator = walk.bench.simulator
        let order = try simulator.follow(try #require(walk.link))
        return (walk, try #require(try simulator.decide(.approve, on: order)))
    }

    @Test func theReturnGoesOn() async throws {
        let (walk, address) = try await approved()
        #expect(try await walk.resume(.callback(BankIDBench.parameters(of: address))) != nil)
    }

    @Test func anApprovalWithoutAReturnGivesNobody() async throws {
        let (walk, address) = try await approved()
        for _ in 0..<3 { #expect(try await walk.poll() == nil) }
        #expect(walk.hint == BankIDTexts.comeBack[.en] && walk.link == nil)
        let identity = try await walk.resume(.callback(BankIDBench.parameters(of: address)))
        #expect(identity?.subject.identifier == BankIDPersona.astrid.personalNumber)
    }

    @Test func aReturnBeforeTheApprovalIsRemembered() async throws {
        let walk = try BankIDWalk(BankIDBench(start: "link"))
        try await walk.begin()
        let simulator = walk.bench.simulator
        let order = try simulator.follow(try #require(walk.link))
        let address = try #require(simulator.orders.last?.returnURL)
        #expect(try await walk.resume(.callback(BankIDBench.parameters(of: address))) == nil)
        try simulator.decide(.approve, on: order)
        #expect(try await walk.poll() != nil)
    }

    @Test func theReturnOfAnEarlierOrderIsRefused() async throws {
        let walk = try BankIDWalk(BankIDBench(start: "link"))
        try await walk.begin()
        let earlier = try #require(walk.bench.simulator.orders.last?.returnURL)
        try await walk.poll(after: 31)
        #expect(walk.bench.simulator.orders.count == 2)
        await #expect(throws: MethodError(.untrusted, "")) {
            try await walk.resume(.callback(BankIDBench.parameters(of: earlier)))
        }
    }

    @Test func aReturnToAnOrderWithACodeIsRefused() async throws {
        let walk = try BankIDWalk()
        try await walk.begin()
        let address = "https://broker.example/callback/bankid?state=state-of-the-transaction&nonce=x"
        await #expect(throws: MethodError(.untrusted, "")) {
            try await walk.resume(.callback(BankIDBench.parameters(of: address)))
        }
    }

    @Test func cancellingInTheAppEndsAtTheReturn() async throws {
        let walk = try BankIDWalk(BankIDBench(start: "link"))
        try await walk.begin()
        let order = try walk.bench.simulator.follow(try #require(walk.link))
        let address = try #require(try walk.bench.simulator.decide(.cancel, on: order))
        await #expect(throws: MethodError(.cancelled, "")) {
            try await walk.resume(.callback(BankIDBench.parameters(of: address)))
        }
    }
}
