import EIDMethod

/// One way in which the network between broker and upstream fails; the suite brings these by itself.
enum NetworkFault: String, Sendable, CaseIterable {
    case unreachable, slow, oversized, serverError, redirect, empty, garbage, deep, html

    /// Codes that say honestly what happened.
    var fittingCodes: [MethodError.Code] {
        switch self {
        case .unreachable, .slow, .serverError: [.unavailable]
        case .oversized, .redirect, .empty, .garbage, .deep, .html: [.unavailable, .untrusted, .misconfigured]
        }
    }

    /// What the provider gets instead of the upstream's answer.
    func answer(to request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
        switch self {
        case .unreachable: throw HTTPFailure(.unreachable, "no connection (injected)")
        case .slow: throw HTTPFailure(.timedOut, "no answer within \(request.limits.time) (injected)")
        case .oversized:
            // The guard above this transport refuses by the request's own limit.
            let size = min(request.limits.bodyBytes, Self.largestReasonableBody) + 1
            return json(200, [UInt8](repeating: UInt8(ascii: " "), count: size))
        case .serverError: return json(503, Array(#"{"error":"temporarily_unavailable"}"#.utf8))
        case .redirect:
            return HTTPResponse(status: 302, headers: [("location", "https://elsewhere.example/")])
        case .empty: return json(200, [])
        case .garbage: return json(200, [0xFF, 0x00, 0x7B, 0xC0, 0x80, 0x22, 0xED, 0xA0, 0x80])
        case .deep:
            return json(200, [UInt8](repeating: UInt8(ascii: "["), count: 20_000))
        case .html:
            return HTTPResponse(
                status: 200,
                headers: [("content-type", "text/html")],
                body: Array("<!doctype html><title>Maintenance</title>".utf8)
            )
        }
    }

    /// No answer of an eID is larger than this, pictures included.
    static let largestReasonableBody = 8 * 1024 * 1024
    /// Nobody waits longer than this in front of a browser.
    static let longestReasonableTime = Duration.seconds(60)

    private func json(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, headers: [("content-type", "application/json")], body: body)
    }
}
