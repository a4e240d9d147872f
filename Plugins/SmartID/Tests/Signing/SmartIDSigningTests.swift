import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Testing

@testable import EIDSmartID

/// What the person sees and Smart-ID gets in a signing.
@Suite struct SmartIDSigningTests {
    @Test func `The signature goes with the choice of the certificate`() async throws {
        let walk = try SmartIDSigningWalk()
        _ = try await walk.sign()
        #expect(walk.simulator.sessions.map(\.route) == [.certificateChoiceLink, .linkedSignature])
        #expect(walk.simulator.sessions.last?.addressee == SmartIDPersona.kadri.documentNumber)
        #expect(walk.simulator.sessions.last?.members.contains("linkedSessionID") == true)
        #expect(walk.simulator.violations.isEmpty)
    }

    @Test func `The code of the choice moves with the clock`() async throws {
        let walk = try SmartIDSigningWalk()
        try await walk.begin()
        let first = try #require(await walk.code)
        #expect(first.contains("&elapsedSeconds=0&") && first.contains("sessionType=cert"))
        walk.arrangement.clock.advance(by: .seconds(4))
        #expect(await walk.code?.contains("&elapsedSeconds=4&") == true)
    }

    @Test func `Nothing moves while the app signs`() async throws {
        let walk = try SmartIDSigningWalk()
        try await walk.choose()
        try await walk.authorise()
        #expect(await walk.signing.redraw(walk.request, from: walk.state) == nil)
        let code = await walk.code
        #expect(code == nil && walk.hint == SmartIDTexts.confirm[.en])
    }

    @Test func `Whom the client names gets a message, and digits to compare`() async throws {
        let walk = try SmartIDSigningWalk(signerHint: SmartIDPersona.kadri.identifier)
        try await walk.choose()
        try await walk.authorise()
        #expect(walk.simulator.sessions.map(\.route) == [.certificateChoice, .signature])
        #expect(walk.hint == SmartIDTexts.compare("4927")[.en])
    }

    @Test func `Whose account the client names need not choose`() async throws {
        let walk = try SmartIDSigningWalk(signerHint: SmartIDPersona.kadri.documentNumber)
        try await walk.begin()
        try await walk.authorise()
        #expect(walk.simulator.sessions.map(\.route) == [.signature])
        #expect(walk.hint == SmartIDTexts.compare("4927")[.en])
        guard case .signed = try await walk.play() else { throw ConformanceFailure("nothing was signed") }
    }

    @Test func `On a phone the browser must come back before the certificate counts`() async throws {
        let walk = try SmartIDSigningWalk(userAgent: SmartIDArrangement.phone)
        try await walk.begin()
        let session = try walk.simulator.follow(try #require(walk.link))
        let address = try #require(try walk.simulator.decide(.approve, on: session))
        guard
            case .present(_, let state) = try await walk.signing.resume(walk.request, from: walk.state, after: .polled)
        else { throw ConformanceFailure("the certificate counts already") }
        let event = MethodEvent.callback(try SmartIDArrangement.parameters(of: address))
        guard case .ready = try await walk.signing.resume(walk.request, from: state, after: event) else {
            throw ConformanceFailure("the certificate does not count")
        }
    }

    @Test func `The person reads what they sign, cut to what the app can show`() async throws {
        let walk = try SmartIDSigningWalk(description: String(repeating: "Contract ", count: 40))
        _ = try await walk.sign()
        let texts = walk.simulator.sessions.flatMap(\.shownTexts)
        #expect(texts.map(\.utf16.count) == [199, 60] || texts.map(\.utf16.count) == [200, 60])
        #expect(walk.simulator.sessions.last?.interactionTypes == ["confirmationMessage", "displayTextAndPIN"])
    }

    @Test func `Without a section nobody signs`() throws {
        let arrangement = try SmartIDArrangement()
        let method = try arrangement.method()
        #expect(method.signing == nil && method.types == [.verification, .authentication])
    }
}
