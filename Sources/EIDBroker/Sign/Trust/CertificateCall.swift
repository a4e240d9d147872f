import EIDMethod
import FoundationEssentials

/// One call to a service that a certificate or the settings name.
struct CertificateCall: Sendable {
    private let http: any HTTPTransport
    private let rule: CertificateURLRule

    init(_ configuration: SigningConfiguration, http: any HTTPTransport) {
        self.http = http
        rule = CertificateURLRule(
            allowsPlainHTTP: configuration.allowsPlainHTTP,
            allowsLoopback: configuration.allowsLoopback
        )
    }

    /// The first few URLs of a certificate that we may call; hostile lists are not followed to their end.
    func usable(_ texts: [String]) -> [URL] {
        Array(texts.prefix(4).compactMap { URL(string: $0) }.filter(rule.allows).prefix(2))
    }

    func get(_ url: URL, limits: HTTPLimits) async throws(HTTPFailure) -> [UInt8] {
        try await body(HTTPRequest(.get, url, limits: limits))
    }

    func post(_ url: URL, _ bytes: [UInt8], as type: String, limits: HTTPLimits) async throws(HTTPFailure) -> [UInt8] {
        try await body(HTTPRequest(.post, url, headers: [("Content-Type", type)], body: bytes, limits: limits))
    }

    private func body(_ request: HTTPRequest) async throws(HTTPFailure) -> [UInt8] {
        let response = try await http.send(request)
        guard response.status == 200 else { throw HTTPFailure(.unreachable, "status \(response.status)") }
        guard response.body.count <= request.limits.bodyBytes else { throw HTTPFailure(.tooLarge, "too large") }
        return response.body
    }
}
