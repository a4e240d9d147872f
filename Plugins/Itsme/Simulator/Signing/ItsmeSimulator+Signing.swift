import EIDJSON
import EIDSimulator

/// The two signing interfaces.
extension ItsmeSimulator {
    func signingAnswer(_ request: SimulatorRequest, at endpoint: ItsmeEndpoint) -> SimulatorResponse {
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
        default: .plain(404, "Not found\n")
        }
    }

    /// Whom a request is probably from, for faults that are meant for one client.
    func signingClient(of request: SimulatorRequest, at endpoint: ItsmeEndpoint) -> String? {
        switch endpoint {
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
