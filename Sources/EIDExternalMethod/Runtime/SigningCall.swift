import EIDJSON
import EIDMethod
import FoundationEssentials

/// A call about one signing, as the broker sends it.
struct SigningCall: Sendable {
    /// The calls of the protocol that are about signings.
    static let names: Set<String> = [
        "beginSigning", "resumeSigning", "authorise", "redrawSigning", "abandonSigning",
    ]

    let instance: Int64
    let now: Date
    private let request: SigningRequest
    private let state: [UInt8]?
    private let event: MethodEvent?
    private let digests: [SigningDigest]?

    init(_ json: JSONValue) throws(JSONError) {
        try json.requireOnly(["instance", "now", "request", "state", "event", "digests"])
        instance = try json.requireInteger("instance")
        now = Date(timeIntervalSince1970: try json.requireNumericDate("now"))
        request = try SigningRequest(wire: try json.requireObject("request"))
        state = try json.optionalBytes("state", upTo: ExternalProtocol.stateBytes)
        event = try json.optionalObject("event").map { event throws(JSONError) in try MethodEvent(wire: event) }
        guard json["digests"] != nil else {
            digests = nil
            return
        }
        digests = try json.requireEach("digests", upTo: SigningRequest.mostDigests) { digest throws(JSONError) in
            try SigningDigest(wire: digest)
        }
    }

    /// Lets a method answer, in a version of the protocol.
    func answer(_ name: String, by method: SigningMethod, in version: Int64) async throws(MethodError) -> JSON {
        switch (name, state, event, digests) {
        case ("beginSigning", nil, nil, nil): return try await method.begin(request).wire(version)
        case ("resumeSigning", let state?, let event?, nil):
            return try await method.resume(request, from: state, after: event).wire(version)
        case ("authorise", let state?, nil, let digests?):
            return try await method.authorise(digests, for: request, from: state).wire(version)
        case ("redrawSigning", let state?, nil, nil):
            return .present([("interaction", await method.redraw(request, from: state)?.wire)])
        case ("abandonSigning", let state?, nil, nil):
            await method.abandon(request, from: state)
            return [:]
        default: throw MethodError(.misconfigured, "the broker makes a call that the protocol does not know")
        }
    }
}
