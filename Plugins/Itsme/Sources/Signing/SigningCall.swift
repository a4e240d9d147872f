import EIDJSON
import EIDMethod
import EIDMethodOIDC
import FoundationEssentials

/// Calls itsme's signing services: JSON or a form goes out, JSON comes back.
struct SigningCall: Sendable {
    let base: URL
    let call: UpstreamCall
    /// Chains of certificates and 70 signatures fit easily.
    static let limits = HTTPLimits(time: .seconds(20), bodyBytes: 256 * 1024)

    init(base: URL, http: any HTTPTransport) {
        self.base = base
        call = UpstreamCall(http)
    }

    /// The address of a path below the base.
    func url(_ path: String) throws(MethodError) -> URL {
        let text = base.absoluteString
        guard let url = URL(string: (text.hasSuffix("/") ? String(text.dropLast()) : text) + "/" + path) else {
            throw MethodError(.misconfigured, "the base URL cannot be extended")
        }
        return url
    }

    /// Posts JSON.
    func post(
        _ body: JSON,
        to path: String,
        bearer: String? = nil
    ) async throws(MethodError) -> HTTPResponse {
        try await send(body.serialized(), as: "application/json", to: path, bearer: bearer)
    }

    /// Posts a form.
    func post(form: [(String, String)], to path: String) async throws(MethodError) -> HTTPResponse {
        try await send(Array(FormEncoding.encode(form).utf8), as: "application/x-www-form-urlencoded", to: path)
    }

    private func send(
        _ body: [UInt8],
        as type: String,
        to path: String,
        bearer: String? = nil
    ) async throws(MethodError) -> HTTPResponse {
        var headers = [("Accept", "application/json"), ("Content-Type", type)]
        if let bearer { headers.append(("Authorization", "Bearer \(bearer)")) }
        let request = HTTPRequest(.post, try url(path), headers: headers, body: body, limits: Self.limits)
        let response = try await call.send(request, to: path)
        guard response.status < 500, response.status != 429 else {
            throw MethodError(.unavailable, "\(path) answers \(response.status)")
        }
        return response
    }

    /// The object that an answer holds.
    static func object(_ response: HTTPResponse, from path: String) throws(MethodError) -> JSONValue {
        try UpstreamCall.object(response.body, limits: limits, from: path)
    }

    /// Where the browser may be sent: https, or what a development switch allows.
    func destination(_ text: String?, named name: String) throws(MethodError) -> URL {
        guard let text, text.utf8.count <= 4096, let url = URL(string: text), call.http.allows(url) else {
            throw MethodError(.untrusted, "\(name) is not an address that a browser may be sent to")
        }
        return url
    }
}
