import EIDJSON
import EIDMethod
import FoundationEssentials

/// A call about one transaction, as the broker sends it.
struct MethodCall: Sendable {
    let instance: Int64
    let now: Date
    private let request: MethodRequest
    private let state: [UInt8]?
    private let event: MethodEvent?

    init(_ json: JSONValue) throws(JSONError) {
        try json.requireOnly(["instance", "now", "request", "state", "event"])
        instance = try json.requireInteger("instance")
        now = Date(timeIntervalSince1970: try json.requireNumericDate("now"))
        request = try MethodRequest(wire: try json.requireObject("request"))
        state = try json.optionalBytes("state", upTo: ExternalProtocol.stateBytes)
        event = try json.optionalObject("event").map { event throws(JSONError) in try MethodEvent(wire: event) }
    }

    /// Lets a method answer, in a version of the protocol.
    func answer(_ name: String, by method: Method, in version: Int64) async throws(MethodError) -> JSON {
        switch (name, state, event) {
        case ("begin", nil, nil): return try await method.begin(request).wire(version)
        case ("resume", let state?, let event?):
            return try await method.resume(request, from: state, after: event).wire(version)
        case ("redraw", let state?, nil):
            return .present([("interaction", await method.redraw(request, from: state)?.wire)])
        case ("abandon", let state?, nil):
            await method.abandon(request, from: state)
            return [:]
        default: throw MethodError(.misconfigured, "the broker makes a call that the protocol does not know")
        }
    }
}
