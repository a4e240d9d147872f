import EIDJSON
import EIDMethod
import Foundation
import Testing

@testable import EIDExternalMethod

/// What a client demands about the time of a proof, and what a method says about it, on the socket.
@Suite struct FreshnessWireTests {
    private func request(_ freshness: Freshness) throws -> MethodRequest {
        try MethodRequest(
            transactionID: "t",
            type: .authentication,
            callbackURL: try #require(URL(string: "https://broker.example/callback/m")),
            callbackState: "state",
            freshness: freshness
        )
    }

    @Test(arguments: [
        Freshness(), Freshness(maximumAge: 0), Freshness(reauthenticates: true),
        Freshness(maximumAge: 300, reauthenticates: true),
    ])
    func `A demand arrives as it was sent`(_ freshness: Freshness) throws {
        let sent = try request(freshness)
        #expect(try MethodRequest(wire: JSONValue.parse(sent.wire(2).serialized())) == sent)
    }

    @Test func `A method that knows nothing of demands hears of none`() throws {
        let text = try request(Freshness(maximumAge: 0, reauthenticates: true)).wire(1).text
        #expect(!text.contains("freshness"))
        #expect(try !request(Freshness()).wire(2).text.contains("freshness"))
    }

    @Test(arguments: [
        #"{"maximumAge": -1}"#, #"{"maximumAge": "1"}"#, #"{"maximumAge": 1.5}"#, #"{"reauthenticates": 1}"#,
        #"{"age": 1}"#,
    ])
    func `A demand outside of the protocol is refused`(_ text: String) throws {
        #expect(throws: JSONError.self) { try Freshness(wire: JSONValue.parse(text)) }
    }

    @Test(arguments: [true, false])
    func `Whether the time is known arrives as it was sent`(_ isKnown: Bool) throws {
        let identity = VerifiedIdentity(
            subject: UpstreamSubject(namespace: "n", identifier: "i"),
            assurance: .low,
            authenticatedAt: Date(timeIntervalSince1970: 1),
            isTimeKnown: isKnown
        )
        #expect(identity.wire(2).text.contains("isTimeKnown") == !isKnown)
        #expect(try VerifiedIdentity(wire: JSONValue.parse(identity.wire(2).serialized())) == identity)
    }
}
