import HTTPTypes
import Hummingbird

/// What every answer carries, whichever route wrote it.
struct SecurityHeaders: Sendable {
    let isSecure: Bool

    /// Adds the fields; a policy, a caching rule or a rule about frames that a route has set stays.
    func apply(to response: inout Response, requestID: String) {
        response.headers.reserveCapacity(response.headers.count + 9)
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.fixed { response.headers[name] = value }
        if let frames = Self.frameOptions, response.headers[frames] == nil { response.headers[frames] = "DENY" }
        if let field = RequestID.field { response.headers[field] = requestID }
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = ContentPolicy.nothing
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }

    static let frameOptions = HTTPField.Name("X-Frame-Options")

    /// Made once: checking a field's name costs more than setting the field.
    private static let fixed = [
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
