import EIDJSON

/// A simulator with the control API in front of it, for those that have none of their own.
///
/// ```
/// GET    /control/faults                                        every name
/// POST   /control/faults        {"fault": NAME}                 DELETE ends it
/// GET    /control/refusals                                      every route
/// POST   /control/refusals      {"route": NAME, "status": 400…599, "errorCode": TEXT, "times": 1…1000}   DELETE ends them
/// POST   /control/delay         {"seconds": 0…600}              DELETE ends it
/// GET    /control/personas
/// POST   /control/everybody     {"persona": NAME | null, "after": SECONDS}
/// GET    /control/actions
/// POST   /control/actions       {"code" | "link": TEXT, "persona": NAME}   opens, as an app does; without either, a message
/// POST   /control/actions/{id}  {"do": "approve" | "refuse" | …}
/// ```
///
/// It is for the machine that it runs on: callers from elsewhere are turned away, and so is what pages of other sites can send.
public struct ControlledSimulator: UpstreamSimulator {
    private let simulator: any FaultySimulator
    private var refusing: (any RefusingSimulator)? { simulator as? any RefusingSimulator }
    private var app: (any AppSimulator)? { simulator as? any AppSimulator }

    /// Puts the control API in front.
    public init(_ simulator: any FaultySimulator) { self.simulator = simulator }

    /// Answers one request.
    public func respond(to request: SimulatorRequest) async -> SimulatorResponse {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.first == "control" else { return await simulator.respond(to: request) }
        guard request.remoteAddress.map(Self.isHere) ?? true else {
            return .json(403, ["error": "the control API is for this machine"])
        }
        guard request.method == "GET" || request.header("content-type") == "application/json" else {
            return .json(415, ["error": "the media type is not application/json"])
        }
        guard request.method != "POST" else {
            guard let body = try? JSONValue.parse(request.body) else { return .json(400, ["error": "no JSON"]) }
            return post(Array(parts.dropFirst()), body)
        }
        switch (request.method, parts.dropFirst().first, parts.count) {
        case ("GET", "faults", 2): return .json(200, .array(simulator.faultNames.map { .string($0) }))
        case ("DELETE", "faults", 2):
            _ = simulator.arm(faultNamed: nil)
            return .json(200, [:])
        case ("GET", "refusals", 2): return .json(200, .array((refusing?.routeNames ?? []).map { .string($0) }))
        case ("DELETE", "refusals", 2):
            refusing?.endRefusals()
            return .json(200, [:])
        case ("DELETE", "delay", 2):
            refusing?.delay(by: nil)
            return .json(200, [:])
        case ("GET", "personas", 2): return .json(200, .array((app?.people ?? []).map { .string($0) }))
        case ("GET", "actions", 2): return .json(200, .array(app?.actions ?? []))
        default: return Self.nothing
        }
    }

    private func post(_ parts: [String], _ body: JSONValue) -> SimulatorResponse {
        let persona = body["persona"]?.string
        switch (parts.first, parts.dropFirst().first, parts.count) {
        case ("faults", nil, 1):
            guard let name = body["fault"]?.string, simulator.arm(faultNamed: name) else {
                return .json(400, ["error": "there is no such fault"])
            }
            return .json(200, [:])
        case ("refusals", nil, 1):
            guard refuse(body) else { return .json(400, ["error": "there is no such route, or no such error"]) }
            return .json(200, [:])
        case ("delay", nil, 1):
            guard let refusing, let seconds = body["seconds"]?.integer, (0...600).contains(seconds) else {
                return .json(400, ["error": "seconds must be 0 to 600"])
            }
            refusing.delay(by: seconds == 0 ? nil : .seconds(seconds))
            return .json(200, [:])
        case ("everybody", nil, 1):
            let after = body["after"]?.integer ?? 3
            guard let app, (0...3600).contains(after), app.letEverybodyApprove(as: persona, after: Int(after)) else {
                return .json(400, ["error": "nobody has this name"])
            }
            return .json(200, [:])
        case ("actions", nil, 1):
            guard let app, let person = persona ?? app.people.first,
                let id = app.open(body["code"]?.string ?? body["link"]?.string, as: person)
            else { return .json(404, ["error": "there is nothing to open"]) }
            return .json(200, ["id": .string(id)])
        case ("actions", let id?, 2):
            guard let word = body["do"]?.string, let decision = app?.decide(word, on: id) else {
                return .json(404, ["error": "there is nothing to decide in this way"])
            }
            return .json(200, ["return": decision.returnURL.map { .string($0) } ?? .null])
        default: return Self.nothing
        }
    }

    private func refuse(_ body: JSONValue) -> Bool {
        let times = body["times"] == nil ? 1 : body["times"]?.integer ?? 0
        let code = body["errorCode"]?.string
        guard let refusing, let route = body["route"]?.string, let status = body["status"]?.integer,
            (400...599).contains(status), (1...1000).contains(times),
            body["errorCode"] == nil || code.map({ (1...64).contains($0.utf8.count) }) == true
        else { return false }
        return refusing.refuse(routeNamed: route, status: Int(status), errorCode: code, times: Int(times))
    }

    private static func isHere(_ address: String) -> Bool {
        ["127.0.0.1", "::1", "::ffff:127.0.0.1"].contains(address)
    }

    private static let nothing = SimulatorResponse.json(404, ["error": "there is no such control call"])
}
