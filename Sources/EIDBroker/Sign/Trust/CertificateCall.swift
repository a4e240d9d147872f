import EIDMethod
import FoundationEssentials

/// One call to a service that a certificate or the settings name.
struct CertificateCall: Sendable {
    let http: any HTTPTransport
    let allowsPlainHTTP: Bool

    /// The first few URLs of an extension that we may call; hostile lists are not followed to their end.
    func usable(_ texts: [String]) -> [URL] {
        Array(texts.prefix(4).compactMap { URL(string: $0) }.filter(allows).prefix(2))
    }

    /// Whether the operator lets us call a URL; the transport has rules of its own.
    func allows(_ url: URL) -> Bool {
        switch url.scheme?.lowercased() {
        case "https": true
        case "http": allowsPlainHTTP
        default: false
        }
    }

    func get(_ url: URL, limits: HTTPLimits) async throws(HTTPFailure) -> [UInt8] {
        try await body(HTTPRequest(.get, url, limits: limits))
    }

    func post(_ url: URL, _ bytes: [UInt8], as type: String, limits: HTTPLimits) async throws(HTTPFailure) -> [UInt8] {
        try await body(HTTPRequest(.post, url, headers: [("Content-Type", type)], body: bytes, limits: limits))
    }

    private func body(_ request: HTTPRequest) async throws(HTTPFailure) -> [UInt8] {
        guard allows(request.url) else { throw HTTPFailure(.forbidden, "the settings forbid plain http") }
        let response = try await http.send(request)
        guard response.status == 200 else { throw HTTPFailure(.unreachable, "status \(response.status)") }
        guard response.body.count <= request.limits.bodyBytes else { throw HTTPFailure(.tooLarge, "too large") }
        return response.body
    }
}
