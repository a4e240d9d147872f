package import EIDJSON
package import EIDMethod
import FoundationEssentials

/// Calls one upstream within its limits and turns what goes wrong below into the method's errors.
package struct UpstreamCall: Sendable {
    /// Guarded here again if the services bring an unguarded transport.
    package let http: GuardedTransport

    /// Calls through a transport.
    package init(_ transport: any HTTPTransport) {
        http = transport as? GuardedTransport ?? GuardedTransport(transport)
    }

    /// Sends a request; the answer may have any status but a redirect.
    package func send(_ request: HTTPRequest, to place: String) async throws(MethodError) -> HTTPResponse {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await http.send(request) } catch {
            throw MethodError(error, from: place)
        }
        // A redirect would take a code, an assertion or an access token to a place that nobody registered.
        guard !(300..<400).contains(response.status) else {
            throw MethodError(.untrusted, "\(place) answers with a redirect, which is never followed")
        }
        return response
    }

    /// Fetches a JSON object that needs no proof of who we are.
    func document(_ url: URL, limits: HTTPLimits, from place: String) async throws(MethodError) -> JSONValue {
        let request = HTTPRequest(.get, url, headers: [("Accept", "application/json")], limits: limits)
        let response = try await send(request, to: place)
        guard response.status == 200 else {
            let isPassing = response.status >= 500 || response.status == 429
            throw MethodError(
                isPassing ? .unavailable : .misconfigured,
                "\(place) answers \(response.status)",
                underlying: UpstreamStatus(response.status)
            )
        }
        return try Self.object(response.body, limits: limits, from: place)
    }

    /// Fetches with an access token.
    func fetch(
        _ url: URL,
        accessToken: Secret<String>,
        accept: String,
        limits: HTTPLimits,
        from place: String
    ) async throws(MethodError) -> HTTPResponse {
        let token = accessToken.reveal()
        guard Self.isHeaderSafe(token) else {
            throw MethodError(.untrusted, "the access token is not one that a header can carry")
        }
        let request = HTTPRequest(
            .get,
            url,
            headers: [("Accept", accept), ("Authorization", "Bearer \(token)")],
            limits: limits
        )
        let response = try await send(request, to: place)
        switch response.status {
        case 200: return response
        // The token is seconds old: a refusal is the upstream's trouble, and a new sign-in gets a new token.
        case 401, 429, 500...:
            throw MethodError(
                .unavailable,
                "\(place) answers \(response.status)",
                underlying: UpstreamStatus(response.status)
            )
        default: throw MethodError(.misconfigured, "\(place) answers \(response.status)")
        }
    }

    /// Parses an answer that must be an object.
    package static func object(_ body: [UInt8], limits: HTTPLimits, from place: String) throws(MethodError) -> JSONValue
    {
        do throws(JSONError) {
            let value = try JSONValue.parse(body, limits: JSONLimits(maximumBytes: limits.bodyBytes))
            guard value.kind == .object else { throw JSONError(.wrongType, at: "", "must be an object") }
            return value
        } catch {
            throw MethodError(.untrusted, "\(place) does not answer with a JSON object", underlying: error)
        }
    }

    /// RFC 6750 §2.1 allows fewer characters still; these keep a header from being broken up.
    package static func isHeaderSafe(_ token: String) -> Bool {
        !token.isEmpty && token.utf8.count <= 16 * 1024 && token.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
}
