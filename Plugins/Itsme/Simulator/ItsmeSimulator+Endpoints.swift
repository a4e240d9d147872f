import EIDJSON
import EIDSimulator

/// The doors of every endpoint, with the faults that are the endpoint's own.
extension ItsmeSimulator {
    func respond(
        to request: SimulatorRequest,
        at endpoint: ItsmeEndpoint,
        _ host: ItsmeClient.Host,
        _ path: String
    ) async -> SimulatorResponse {
        let client = apparentClient(of: request, at: endpoint)
        if let outage = outage(at: endpoint, client: client) { return outage }
        let slow = faults.take(.slow, at: endpoint, client: client)
        let isOversized =
            faults.take(endpoint == .keySet ? .oversizedKeySet : .oversizedAnswer, at: endpoint, client: client) != nil
        // Elsewhere it is a token or a document that has a member twice.
        let isDoubled = endpoint.isSigning && faults.take(.duplicateMembers, at: endpoint, client: client) != nil
        if let verb = endpoint.verb, request.method != verb { return .methodNotAllowed(verb) }
        var answer =
            endpoint.isSigning
            ? signingAnswer(request, at: endpoint) : await answer(request, at: endpoint, host, path)
        if isDoubled, let value = try? JSONValue.parse(answer.body) {
            answer.body = JSON(value).serialized(repeatingFirstMember: true)
        }
        // White space keeps the JSON valid: only its size is wrong.
        if isOversized { answer.body += [UInt8](repeating: UInt8(ascii: " "), count: 10 * 1024 * 1024) }
        if let slow { answer.delay = .seconds(slow.seconds) }
        return answer
    }

    private func answer(
        _ request: SimulatorRequest,
        at endpoint: ItsmeEndpoint,
        _ host: ItsmeClient.Host,
        _ path: String
    ) async -> SimulatorResponse {
        switch endpoint {
        case .discovery: discovery(host)
        case .keySet: keySet()
        case .authorization: await authorize(request, host)
        case .token: await redeem(request, host)
        case .userInfo: await userInfo(request, host)
        case .picture: picture(request)
        case .revoke: revoke(request)
        case .trust: trustAnswer(path, request)
        default: .plain(404, "Not found\n")
        }
    }

    private func outage(at endpoint: ItsmeEndpoint, client: String?) -> SimulatorResponse? {
        if endpoint == .discovery, faults.take(.discoveryOutage, at: .discovery) != nil {
            return .plain(503, "Service unavailable\n")
        }
        if faults.take(.serverError, at: endpoint, client: client) != nil {
            return .plain(500, "Internal server error\n")
        }
        // Where a browser comes, the error travels by redirect, once the way back is known.
        guard ![.authorization, .cscAuthorize].contains(endpoint),
            faults.take(.temporaryUnavailable, at: endpoint, client: client) != nil
        else { return nil }
        let text = "Simulated overload or maintenance"
        if endpoint.isOASIS { return Self.refused(503, "TECHNICAL_ERROR") }
        return .json(
            503,
            endpoint.isCSC
                ? ["error": "temporarily_unavailable", "error_description": .string(text)]
                : ["error": "temporary_unavailable", "detail": .string("\(text).")]
        )
    }

    /// Whom a request is probably from, for faults that are meant for one client.
    private func apparentClient(of request: SimulatorRequest, at endpoint: ItsmeEndpoint) -> String? {
        switch endpoint {
        case .authorization, .cscAuthorize: return request.queryFields?["client_id"]
        case .token:
            guard let form = request.formFields else { return nil }
            if let id = form["client_id"] { return id }
            return form["code"].flatMap { codes[$0] }.flatMap { actions[$0.action] }?.client.id
        case .userInfo, .picture:
            let grant = request.bearerToken.flatMap { accessTokens[$0] }
            return grant.flatMap { actions[$0.action] }?.client.id
        default: return endpoint.isSigning ? signingClient(of: request, at: endpoint) : nil
        }
    }
}
