import Testing

@testable import EIDExternalMethod

/// How often a process may ask for the broker's keys.
@Suite struct KeyCallsTests {
    private static let second: UInt64 = 1_000_000_000

    @Test func `Ten seconds' worth may come at once, and no more`() {
        let calls = KeyCalls(atOnce: 4, perSecond: 3, now: 0)
        for _ in 0..<30 { #expect(calls.admit(now: 0)) }
        #expect(!calls.admit(now: 0) && !calls.admit(now: Self.second / 4))
    }

    @Test func `What is allowed in the long run goes on without end`() {
        let calls = KeyCalls(atOnce: 4, perSecond: 3, now: 0)
        for number in 1...300 { #expect(calls.admit(now: UInt64(number) * Self.second / 3)) }
    }

    @Test func `A little more than is allowed ends in a refusal`() {
        let calls = KeyCalls(atOnce: 4, perSecond: 3, now: 0)
        let admitted = (1...300).prefix { calls.admit(now: UInt64($0) * Self.second / 4) }
        #expect((100...130).contains(admitted.count))
    }

    @Test func `A pause, however long, allows no more than before`() {
        let calls = KeyCalls(atOnce: 4, perSecond: 1, now: 0)
        for _ in 0..<10 { #expect(calls.admit(now: .max)) }
        #expect(!calls.admit(now: .max) && !calls.admit(now: 0))
    }
}
