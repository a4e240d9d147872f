/// An error as OAuth names it, with a description for the client's developer.
struct OAuthError: Error, Sendable, Equatable {
    /// The codes of RFC 6749 §4.1.2.1 and §5.2, OpenID Connect Core §3.1.2.6 and its error code supplements.
    enum Code: String, Sendable, CaseIterable {
        case invalidRequest = "invalid_request"
        case unauthorizedClient = "unauthorized_client"
        case accessDenied = "access_denied"
        case unsupportedResponseType = "unsupported_response_type"
        case invalidScope = "invalid_scope"
        case serverError = "server_error"
        case temporarilyUnavailable = "temporarily_unavailable"
        case loginRequired = "login_required"
        case requestNotSupported = "request_not_supported"
        case requestURINotSupported = "request_uri_not_supported"
        case registrationNotSupported = "registration_not_supported"
        case unmetAuthenticationRequirements = "unmet_authentication_requirements"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case unsupportedGrantType = "unsupported_grant_type"
        case invalidToken = "invalid_token"
    }

    let code: Code
    /// Printable ASCII without quotes and backslashes (RFC 6749 §4.1.2.1), and nothing that a caller sent.
    let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
