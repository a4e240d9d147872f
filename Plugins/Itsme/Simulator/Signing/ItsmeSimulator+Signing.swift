import EIDJSON
import EIDSimulator

/// The doors of the two signing interfaces, faults of endpoints included.
extension ItsmeSimulator {
    func respondSigning(to request: SimulatorRequest, at endpoint: ItsmeEndpoint) -> SimulatorResponse {
        let client = signingClient(of: request, at: endpoint)
        if let outage = signingOutage(at: endpoint, client: client) { return outage }
        let slow = faults.take(.slow, at: endpoint, client: client)
        let isOversized = faults.take(.oversizedAnswer, at: endpoint, client: client) != nil
        let isDoubled = faults.take(.duplicateMembers, at: endpoint, client: client) != nil
        let verb = [.cscAuthorize, .oasisConfiguration].contains(endpoint) ? "GET" : "POST"
        guard request.method == verb else { return .methodNotAllowed(verb) }
        var answer =
            switch endpoint {
            case .cscInfo: cscInfo(request)
            case .cscAuthorize: cscAuthorize(request)
            case .cscToken: cscToken(request)
            case .cscList: cscList(request)
            case .cscCredential: cscCredential(request)
            case .cscSign: cscSign(request)
            case .cscRevoke: cscRevoke(request)
            case .oasisConfiguration: oasisConfiguration(request)
            case .oasisIdentification: oasisIdentify(request)
            case .oasisStatus: oasisStatus(request)
            case .oasisSign: oasisSign(request)
            default: SimulatorResponse.plain(404, "Not found\n")
            }
        if isDoubled, let value = try? JSONValue.parse(answer.body) {
            answer.body = JSON(value).serialized(repeatingFirstMember: true)
        }
        // White space keeps the JSON valid: only its size is wrong.
        if isOversized { answer.body += [UInt8](repeating: UInt8(ascii: " "), count: 10 * 1024 * 1024) }
        if let slow { answer.delay = .seconds(slow.seconds) }
        return answer
    }

    private func signingOutage(at endpoint: ItsmeEndpoint, client: String?) -> SimulatorResponse? {
        if faults.take(.serverError, at: endpoint, client: client) != nil {
            return .plain(500, "Internal server error\n")
        }
        // At the authorization endpoint the error travels by redirect, once the way back is known.
        guard endpoint != .cscAuthorize, faults.take(.temporaryUnavailable, at: endpoint, client: client) != nil else {
            return nil
        }
        let isOASIS = endpoint.rawValue.hasPrefix("oasis")
        return .json(
            503,
            isOASIS
                ? ["status": "NOK", "statusReason": "TECHNICAL_ERROR"]
                : ["error": "temporarily_unavailable", "error_description": "Simulated overload or maintenance"]
        )
    }

    /// Whom a request is probably from, for faults that are meant for one client.
    private func signingClient(of request: SimulatorRequest, at endpoint: ItsmeEndpoint) -> String? {
        switch endpoint {
        case .cscAuthorize: return request.queryFields?["client_id"]
        case .cscToken:
            return request.formFields?["client_id"] ?? (try? JSONValue.parse(request.body))?["client_id"]?.string
        case .oasisIdentification, .oasisStatus:
            return (try? JSONValue.parse(request.body))?["partnerCode"]?.string
        case .oasisSign:
            return (try? JSONValue.parse(request.body))?["optInp"]?["itsme"]?["partnerCode"]?.string
        default: return request.bearerToken.flatMap { signing.bearers[$0]?.client }
        }
    }

    /// What is not an endpoint: methods that are named but not there are told apart from nonsense (§26.6).
    func unknownSigningPath(_ path: String) -> SimulatorResponse {
        if path == SigningRoute.verification { return Self.refused(501, "UNEXPECTED_ERROR") }
        guard SigningRoute.isUnsupported(path) else { return .plain(404, "Not found\n") }
        return .json(
            501,
            ["error": "not_implemented", "error_description": "This method of CSC is not supported"]
        )
    }
}
