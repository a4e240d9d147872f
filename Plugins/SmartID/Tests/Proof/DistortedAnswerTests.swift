import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import Foundation
import Testing

@testable import EIDSmartID

/// A good answer with something wrong anywhere in it: an error or the same person, and never a trap.
@Suite struct DistortedAnswerTests {
    @Test(arguments: [0, 1, 2]) func `A changed byte makes nobody else`(kind: Int) async throws {
        let walk = try SmartIDWalk(Self.settings)
        let answer = try await answer(walk)
        // Every fifth byte is enough: a certificate and a value in base64 are most of it.
        for index in stride(from: kind, to: answer.count, by: 5) {
            var changed = answer
            switch kind {
            case 0: changed[index] ^= 1
            case 1: changed.remove(at: index)
            default: changed[index] = UInt8(ascii: "\"")
            }
            await tryOut(changed, walk)
        }
    }

    @Test func `An answer cut short makes nobody`() async throws {
        let walk = try SmartIDWalk(Self.settings)
        let answer = try await answer(walk)
        for length in stride(from: 0, to: answer.count, by: 11) { await tryOut(Array(answer.prefix(length)), walk) }
    }

    /// Without a responder, so that every answer gets as far as it can.
    private static let settings: [String: SettingValue] = ["start": "code", "revocation": ["check": "off"]]

    /// The answer of a session that was confirmed.
    private func answer(_ walk: SmartIDWalk) async throws -> [UInt8] {
        try await walk.begin()
        try walk.simulator.decide(.approve, on: try walk.simulator.scan(#require(walk.code)))
        let id = try #require(walk.simulator.sessions.first?.id)
        let url = try #require(URL(string: "https://smart-id.example/smart-id-rp/v3/session/\(id)"))
        return try await walk.arrangement.upstream.send(HTTPRequest(.get, url)).body
    }

    /// Goes on with this as the session's status.
    private func tryOut(_ body: [UInt8], _ walk: SmartIDWalk) async {
        let services = MethodServices(
            http: ScriptedTransport(then: .response(HTTPResponse(status: 200, body: body))),
            clock: walk.arrangement.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        do {
            let method = Method(id: "smart-id", provider: try walk.arrangement.makeProvider(services: services))
            guard
                case .finished(let identity) = try await method.resume(walk.request, from: walk.state, after: .polled)
            else { return }
            #expect(identity.subject.identifier == SmartIDPersona.kadri.identifier)
            #expect(identity.attributes[.familyName] == "Mägi")
        } catch {
            #expect(error is MethodError)
        }
    }
}
