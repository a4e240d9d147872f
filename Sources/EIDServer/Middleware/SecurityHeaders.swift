import HTTPTypes
import Hummingbird

/// What every answer carries, whichever route wrote it.
struct SecurityHeaders: Sendable {
    let isSecure: Bool

    /// Adds the fields; a policy or a caching rule that a route has set stays.
    func apply(to response: inout Response, requestID: String) {
        response.headers[.xContentTypeOptions] = "nosniff"
        set("Referrer-Policy", "no-referrer", on: &response)
        set("X-Frame-Options", "DENY", on: &response)
        set("Cross-Origin-Opener-Policy", "same-origin", on: &response)
        set("X-Request-ID", requestID, on: &response)
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = ContentPolicy.nothing
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }

    private func set(_ name: String, _ value: String, on response: inout Response) {
        guard let name = HTTPField.Name(name) else { return }
        response.headers[name] = value
    }
}
