import EIDJOSE
import EIDJSON
import EIDSimulator

/// The control API over HTTP, so that any scripted browser or foreign test can play the person.
extension ItsmeSimulator {
    func controlAPI(_ parts: [String], _ request: SimulatorRequest) async -> SimulatorResponse {
        guard configuration.controlEnabled else { return .plain(404, "Not found\n") }
        if let token = configuration.controlToken {
            guard let given = request.bearerToken, constantTimeEquals(given, token) else {
                var answer = SimulatorResponse.json(401, ["error": "the control API needs its token"])
                answer.headers.append(("WWW-Authenticate", "Bearer"))
                return answer
            }
        }
        do {
            return try await controlAnswer(Array(parts.dropFirst()), request)
        } catch ItsmeControl.Failure.unknownAction {
            return .json(404, ["error": "there is no such action"])
        } catch ItsmeControl.Failure.unknownPersona {
            return .json(404, ["error": "there is no such persona"])
        } catch ItsmeControl.Failure.deletedAccount {
            return .json(409, ["error": "the account is deleted and can only be created anew"])
        } catch ItsmeControl.Failure.personaNeeded {
            return .json(409, ["error": "nobody has said whose phone it is: name a persona"])
        } catch ItsmeControl.Failure.otherPhone {
            return .json(409, ["error": "the request is on the phone of somebody else than the persona"])
        } catch ItsmeControl.Failure.over(let state) {
            return .json(409, ["error": .string("the action is over: \(state)")])
        } catch {
            return .json(400, ["error": .string("\(error)")])
        }
    }

    private func controlAnswer(_ parts: [String], _ request: SimulatorRequest) async throws -> SimulatorResponse {
        switch (request.method, parts.first, parts.dropFirst().first, parts.dropFirst(2).first) {
        case ("GET", "actions", nil, nil): return .json(200, .array(summaries().map(\.json)))
        case ("GET", "actions", let id?, nil): return .json(200, try summary(id).json)
        case ("POST", "actions", let id?, nil): return .json(200, try decide(id, body(request)).json)
        case ("GET", "faults", nil, nil): return .json(200, faults.json)
        case ("POST", "faults", nil, nil): return try armFaults(request)
        case ("DELETE", "faults", nil, nil):
            faults.clear()
            return .json(200, [])
        case ("POST", "keys", "rotate", nil):
            try keys.rotate()
            return .json(200, try keys.document())
        case ("POST", "keys", "rotate-encryption", nil):
            try keys.rotateEncryption()
            return .json(200, try keys.document())
        case ("DELETE", "partner-keys", nil, nil):
            partnerKeys.clear()
            return .json(200, [:])
        case ("POST", "clock", nil, nil):
            return try advanceClock(try body(request))
        case ("GET", "traces", nil, nil): return .json(200, .array(traces.all.map(\.json)))
        case ("GET", "traces", let id?, nil):
            // By its own number, which itsme's error page shows, or by the action that it belongs to.
            let found = traces.all.filter { $0.id.sameBytes(as: id) || $0.action.sameBytes(as: id) }
            return found.isEmpty
                ? .json(404, ["error": "there is no such trace"]) : .json(200, .array(found.map(\.json)))
        case ("GET", "personas", nil, nil): return .json(200, people)
        case ("POST", "accounts", let persona?, "recreate"):
            try recreate(persona)
            return .json(200, [:])
        case ("POST", "accounts", let persona?, "reactivate"):
            try reactivate(persona)
            return .json(200, [:])
        case ("POST", "accounts", let persona?, "revoke-certificate"):
            try withdrawCertificate(persona)
            return .json(200, [:])
        case ("POST", "script", nil, nil):
            let steps = try ItsmeSimulatorConfiguration.loadScript(yaml: String(decoding: request.body, as: UTF8.self))
            run(steps)
            return .json(200, ["steps": .integer(Int64(script.count))])
        default: return .json(404, ["error": "there is no such control call"])
        }
    }

    private func decide(_ id: String, _ body: JSONValue) throws -> ItsmeActionSummary {
        let word = try body.requireString("do")
        guard let decision = ItsmeDecision(rawValue: word) else {
            throw JSONError(
                .outOfRange,
                at: "do",
                "must be one of \(ItsmeDecision.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return try perform(decision, on: id, persona: try body.optionalString("persona"))
    }

    private func advanceClock(_ body: JSONValue) throws -> SimulatorResponse {
        let seconds = try body.requireInteger("advance")
        // A year at once: further on, dates stop being dates.
        guard (-31_536_000...31_536_000).contains(seconds) else {
            throw JSONError(.outOfRange, at: "advance", "must be a year at most")
        }
        clock.advance(by: Int(seconds))
        return .json(200, ["now": .string(clock.text)])
    }

    /// Faults are written as in scripts, and JSON is YAML.
    private func armFaults(_ request: SimulatorRequest) throws -> SimulatorResponse {
        let armed = try SettingsNode.read(yaml: String(decoding: request.body, as: UTF8.self)) { node in
            ArmedFault(reading: node)
        }
        if let armed { faults.arm(armed) }
        return .json(200, faults.json)
    }

    private func body(_ request: SimulatorRequest) throws -> JSONValue { try JSONValue.parse(request.body) }

    private var people: JSON {
        .array(
            accounts.values.sorted { $0.persona.id < $1.persona.id }.map { account in
                [
                    "id": .string(account.persona.id), "summary": .string(account.persona.summary),
                    "phone": .string(account.persona.phone), "code": .string(account.persona.code),
                    "state": .string(account.persona.state.rawValue),
                    "country": .string(account.persona.document.country),
                    "testAccount": .boolean(account.persona.isTestAccount),
                    "certificate": .string(account.persona.certificate.rawValue),
                ]
            }
        )
    }
}
