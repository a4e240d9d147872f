import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// How sessions and calls end otherwise than well.
@Suite struct EndResultTests {
    @Test(arguments: EndResult.failures.map(\.key).sorted())
    func `Each end of a session has its code`(word: String) async throws {
        let walk = try SmartIDWalk(["waitSeconds": 30])
        try await walk.begin()
        walk.arrangement.clock.advance(by: .seconds(30))
        try walk.simulator.decide(.fail(word), on: try walk.simulator.scan(#require(walk.code)))
        let code = try #require(EndResult.failures[word])
        await #expect(throws: MethodError(code, "")) { try await walk.poll() }
    }

    @Test func `An unheard-of end is Smart-ID's fault`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        try walk.simulator.decide(.fail("NEW_WORD"), on: try walk.simulator.scan(#require(walk.code)))
        await #expect(throws: MethodError(.unavailable, "")) { try await walk.poll() }
    }

    @Test(arguments: ["code", "link"])
    func `A session that nobody confirms is renewed on the same page`(start: String) async throws {
        let walk = try SmartIDWalk(["start": .text(start)])
        try await walk.begin()
        let first = (walk.code, walk.link)
        #expect(try await walk.poll(after: 130) == nil)
        #expect(walk.simulator.sessions.count == 2 && walk.simulator.violations.isEmpty)
        #expect(walk.code != first.0 || walk.link != first.1)
        let shown = try #require(walk.interaction)
        #expect(try await walk.resume(try walk.arrangement.play(.approve, at: shown, as: .kadri)) != nil)
    }

    @Test func `Renewing ends after the time that is set`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        for _ in 0..<2 { #expect(try await walk.poll(after: 130) == nil) }
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(after: 130) }
        #expect(walk.simulator.sessions.count == 3)
    }

    @Test func `A session from whose app the browser has come back is not renewed`() async throws {
        let walk = try SmartIDWalk(["start": "link"])
        try await walk.begin()
        var state = try ErasedState.state(of: walk.state, as: SmartIDState.self)
        state.verifier = "came back with this"
        walk.arrangement.clock.advance(by: .seconds(130))
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(from: state) }
        #expect(walk.simulator.sessions.count == 1)
    }

    @Test func `A message that nobody answers is not sent a second time`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        try await walk.resume(.answered(PromptAnswer(text: "EE \(SmartIDPersona.kadri.number)")))
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll(after: 130) }
        #expect(walk.simulator.sessions.count == 1)
    }

    @Test(arguments: SmartIDFailure.meanings.map(\.key).sorted())
    func `Each status of a beginning has its code`(status: Int) async throws {
        let walk = try SmartIDWalk()
        walk.simulator.refuse(.authenticationLink, status: status)
        let code = try #require(SmartIDFailure.meanings[status]?.code)
        await #expect(throws: MethodError(code, "")) { try await walk.begin() }
    }

    @Test func `A person without an account is refused`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        await #expect(throws: MethodError(.refused, "")) {
            try await walk.resume(.answered(PromptAnswer(text: "EE 40404040009")))
        }
    }

    @Test func `A person whose account is of a lower level is told so at once`() async throws {
        let walk = try SmartIDWalk(["flow": "notification"])
        try await walk.begin()
        await #expect(throws: MethodError(.insufficientAssurance, "")) {
            try await walk.resume(.answered(PromptAnswer(text: "EE \(SmartIDPersona.peeter.number)")))
        }
    }

    @Test func `A session that Smart-ID has forgotten has expired`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        walk.simulator.refuse(.session, status: 404)
        await #expect(throws: MethodError(.expired, "")) { try await walk.poll() }
    }

    @Test func `Maintenance in the middle is waited for, and said`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        try walk.simulator.decide(.approve, on: try walk.simulator.scan(#require(walk.code)))
        walk.simulator.refuse(.session, status: 580, times: 3)
        for _ in 0..<3 {
            #expect(try await walk.poll() == nil)
            #expect(walk.hint == SmartIDTexts.stillTrying[.en] && walk.pause == .seconds(5))
        }
        #expect(try await walk.poll() != nil)
    }

    @Test func `Maintenance that lasts ends the transaction`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        walk.simulator.refuse(.session, status: 580, times: 4)
        for _ in 0..<3 { try await walk.poll() }
        await #expect(throws: MethodError(.unavailable, "")) { try await walk.poll() }
    }

    @Test func `The status is asked for with less patience than a call has`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        walk.simulator.delay(by: .seconds(9))
        #expect(try await walk.poll() == nil)
        #expect(walk.simulator.violations.isEmpty)
    }
}
