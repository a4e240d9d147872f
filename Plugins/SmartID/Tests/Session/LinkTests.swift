import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// A link on the same device.
@Suite struct LinkTests {
    @Test func `Phones get a link, computers a code`() async throws {
        let phone = try SmartIDWalk(userAgent: SmartIDArrangement.phone)
        try await phone.begin()
        #expect(phone.link?.contains("deviceLinkType=Web2App") == true && phone.code == nil)
        #expect(phone.hint == SmartIDTexts.open[.en])
        let computer = try SmartIDWalk(userAgent: SmartIDArrangement.computer)
        try await computer.begin()
        #expect(computer.link == nil && computer.code != nil)
    }

    @Test func `A phone gets a code where the broker is not on https, since Smart-ID would not come back`() async throws
    {
        let walk = try SmartIDWalk(
            userAgent: SmartIDArrangement.phone,
            callbackURL: "http://127.0.0.1:8080/callback/smart-id"
        )
        try await walk.begin()
        #expect(walk.code != nil && walk.link == nil)
    }

    @Test func `A link that cannot come back is refused as a wrong setting`() async throws {
        let walk = try SmartIDWalk(["start": "link"], callbackURL: "http://127.0.0.1:8080/callback/smart-id")
        await #expect(throws: MethodError(.misconfigured, "")) { try await walk.begin() }
    }

    @Test func `Who confirms is nobody until the browser is back`() async throws {
        let walk = try SmartIDWalk(["start": "link"])
        try await walk.begin()
        let session = try walk.simulator.follow(try #require(walk.link))
        let address = try #require(try walk.simulator.decide(.approve, on: session))
        for _ in 0..<3 { #expect(try await walk.poll() == nil) }
        #expect(walk.hint == SmartIDTexts.comeBack[.en] && walk.link == nil)
        let identity = try await walk.resume(.callback(try SmartIDArrangement.parameters(of: address)))
        #expect(identity?.subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test func `A browser that is back early waits for Smart-ID`() async throws {
        let walk = try SmartIDWalk(["start": "link"])
        walk.simulator.inject(.slowPerson)
        try await walk.begin()
        let session = try walk.simulator.follow(try #require(walk.link))
        let address = try #require(try walk.simulator.decide(.approve, on: session))
        #expect(try await walk.resume(.callback(try SmartIDArrangement.parameters(of: address))) == nil)
        #expect(walk.hint == SmartIDTexts.inProgress[.en] && walk.link == nil)
        #expect(try await walk.poll()?.subject.identifier == SmartIDPersona.kadri.identifier)
    }

    @Test(arguments: ["state", "value", "sessionSecretDigest", "userChallengeVerifier"])
    func `A return that lacks a part is refused`(name: String) async throws {
        let walk = try SmartIDWalk(["start": "link"])
        try await walk.begin()
        let session = try walk.simulator.follow(try #require(walk.link))
        let address = try #require(try walk.simulator.decide(.approve, on: session))
        let whole = try SmartIDArrangement.parameters(of: address)
        let fields = whole.names.filter { $0 != name }.map { FormField(name: $0, value: whole[$0] ?? "") }
        #expect(fields.count == 3)
        let parts = try #require(CallbackParameters(fields))
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.resume(.callback(parts)) }
        // Whoever sends a forged return must not end the real one.
        #expect(try await walk.resume(.callback(whole)) != nil)
    }

    @Test func `The return of a session with a code is refused`() async throws {
        let walk = try SmartIDWalk(["start": "code"])
        try await walk.begin()
        let fields = [FormField(name: "state", value: "state-of-the-transaction"), FormField(name: "value", value: "")]
        let callback = try #require(CallbackParameters(fields))
        await #expect(throws: MethodError(.untrusted, "")) { try await walk.resume(.callback(callback)) }
    }
}
