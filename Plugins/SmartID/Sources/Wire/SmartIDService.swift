import EIDJSON
import EIDMethod
import FoundationEssentials

/// Smart-ID's Relying Party API: JSON by POST, and a status that waits a little for news.
struct SmartIDService: Sendable {
    /// A call that begins something.
    enum Route: Sendable {
        case authenticationLink(SmartIDAddressee?)
        case authentication(SmartIDAddressee)
        case certificateChoiceLink
        case certificateChoice(SemanticsIdentifier)
        case certificate(document: String)
        case signature(document: String)
        case linkedSignature(document: String)

        /// Its path below the base, made of parts that stand in addresses as they are.
        var path: String {
            switch self {
            case .authenticationLink(let somebody): "authentication/device-link/\(somebody?.path ?? "anonymous")"
            case .authentication(let somebody): "authentication/notification/\(somebody.path)"
            case .certificateChoiceLink: "signature/certificate-choice/device-link/anonymous"
            case .certificateChoice(let person): "signature/certificate-choice/notification/etsi/\(person.text)"
            case .certificate(let document): "signature/certificate/\(document)"
            case .signature(let document): "signature/notification/document/\(document)"
            case .linkedSignature(let document): "signature/notification/linked/\(document)"
            }
        }

        /// What it is called in a log: without the person.
        var name: String {
            switch self {
            case .authenticationLink, .authentication: "an identification"
            case .certificateChoiceLink, .certificateChoice: "a choice of a certificate"
            case .certificate: "a question for a certificate"
            case .signature, .linkedSignature: "a signature"
            }
        }
    }

    let baseURL: URL
    let http: any HTTPTransport

    /// Begins something.
    func post(_ route: Route, _ body: JSON) async throws(SmartIDFailure) -> JSONValue {
        let request = HTTPRequest(
            .post,
            baseURL.appending(path: route.path),
            headers: [("content-type", "application/json"), ("accept", "application/json")],
            body: body.serialized(),
            limits: HTTPLimits(time: .seconds(10), bodyBytes: Self.largestAnswer)
        )
        return try await answer(to: request, route.name, isStatus: false)
    }

    /// How far a session is; Smart-ID waits this long for news before it says that there is none.
    func status(of session: SmartIDSession) async throws(SmartIDFailure) -> JSONValue {
        // A code must move every second, and the page that draws it may be the one that asks; all others can wait longer,
        // yet well below the time that a call may take.
        let patience = session.link?.way == .code ? 1000 : 4000
        let request = HTTPRequest(
            .get,
            baseURL.appending(path: "session/\(session.id)")
                .appending(queryItems: [URLQueryItem(name: "timeoutMs", value: String(patience))]),
            headers: [("accept", "application/json")],
            limits: HTTPLimits(time: .seconds(10), bodyBytes: Self.largestAnswer)
        )
        return try await answer(to: request, "the status of a session", isStatus: true)
    }

    private func answer(
        to request: HTTPRequest,
        _ name: String,
        isStatus: Bool
    ) async throws(SmartIDFailure) -> JSONValue {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await http.send(request) } catch {
            throw SmartIDFailure(transport: error, name)
        }
        guard response.status == 200 else { throw SmartIDFailure(status: response.status, name, isStatus: isStatus) }
        do throws(JSONError) {
            return try JSONValue.parse(response.body, limits: JSONLimits(maximumBytes: Self.largestAnswer))
        } catch {
            throw SmartIDFailure(MethodError(.untrusted, "Smart-ID's answer to \(name) is no JSON"))
        }
    }

    private static let largestAnswer = 64 * 1024
}
