import EIDJSON
import EIDMethod
import FoundationEssentials

/// BankID's Relying Party API: JSON by POST, over TLS with a certificate of ours that the method's transport shows.
struct BankIDService: Sendable {
    /// The calls that this plugin makes.
    enum Route: String, Sendable {
        case auth, sign, collect, cancel
        case phoneAuth = "phone/auth"
        case phoneSign = "phone/sign"
    }

    let baseURL: URL
    let http: any HTTPTransport

    /// Calls BankID and reads its answer.
    func call(_ route: Route, _ body: JSON) async throws(BankIDFailure) -> JSONValue {
        let request = HTTPRequest(
            .post,
            baseURL.appending(path: route.rawValue),
            // BankID takes the media type without any parameter.
            headers: [("content-type", "application/json"), ("accept", "application/json")],
            body: body.serialized(),
            limits: HTTPLimits(time: route == .cancel ? .seconds(5) : .seconds(10), bodyBytes: Self.largestAnswer)
        )
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await http.send(request) } catch {
            throw BankIDFailure(transport: error, route)
        }
        guard response.status == 200 else { throw BankIDFailure(answer: response, route) }
        do throws(JSONError) {
            return try JSONValue.parse(response.body, limits: JSONLimits(maximumBytes: Self.largestAnswer))
        } catch {
            throw BankIDFailure(MethodError(.untrusted, "BankID's answer to \(route.rawValue) is no JSON"))
        }
    }

    /// A signature of forty thousand visible characters and its certificates, in base64 once more, and room to spare.
    static let largestAnswer = 256 * 1024
}
