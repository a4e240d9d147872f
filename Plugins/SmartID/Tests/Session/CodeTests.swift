import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// A code on the screen of another device.
@Suite struct CodeTests {
    @Test func `The code moves with the clock, asking nobody`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        let first = try #require(walk.code)
        #expect(first.contains("deviceLinkType=QR&elapsedSeconds=0&"))
        walk.arrangement.clock.advance(by: .seconds(3))
        #expect(walk.code?.contains("&elapsedSeconds=3&") == true)
        #expect(walk.hint == SmartIDTexts.scan[.en] && walk.link == nil && walk.pause == .seconds(2))
    }

    @Test func `A session for a code has no address to come back to`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        let session = try #require(walk.simulator.sessions.first)
        #expect(session.callback.isEmpty && !session.members.contains("initialCallbackUrl"))
    }

    @Test func `A code that is ten seconds old is refused by the app, and the next one is not`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        let old = try #require(walk.code)
        walk.arrangement.clock.advance(by: .seconds(10))
        #expect(throws: SmartIDControlError.staleCode(seconds: 10)) { try walk.simulator.scan(old) }
        _ = try walk.simulator.scan(#require(walk.code))
    }

    @Test func `A code with another HMAC ends the session as a failure of the protocol`() async throws {
        let walk = try SmartIDWalk()
        try await walk.begin()
        let code = try #require(walk.code)
        #expect(throws: SmartIDControlError.badLink) {
            try walk.simulator.scan(String(code.dropLast()) + (code.hasSuffix("A") ? "E" : "A"))
        }
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.poll() }
        #expect(walk.simulator.sessions.map(\.phase) == ["PROTOCOL_FAILURE"])
    }

    @Test func `A settings' name that is not the contract's is found out by the app`() async throws {
        let walk = try SmartIDWalk(["schemeName": "smart-id-elsewhere"])
        try await walk.begin()
        #expect(throws: SmartIDControlError.badLink) { try walk.simulator.scan(#require(walk.code)) }
    }

    @Test func `Nothing is at fault with our requests`() async throws {
        for settings: [String: SettingValue] in [
            ["start": "code"], ["start": "link"], ["flow": "notification", "longText": "Log in to Example, please."],
        ] {
            let walk = try SmartIDWalk(settings)
            _ = try await walk.identify()
            #expect(walk.simulator.violations.isEmpty)
        }
    }
}
