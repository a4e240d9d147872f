import EIDJSON

/// How an answer reaches the client (OAuth 2.0 Multiple Response Type Encoding Practices §2.1).
enum ResponseMode: String, Sendable, CaseIterable {
    /// In the query of the redirect URI.
    case query
    /// In a form that the browser posts to the redirect URI (OAuth 2.0 Form Post Response Mode).
    case form = "form_post"

    /// Reads the parameter; `nil` for a mode that there is not.
    init?(reading parameter: String?) {
        guard let parameter else {
            self = .query
            return
        }
        guard let mode = Self.allCases.first(where: { $0.rawValue.sameBytes(as: parameter) }) else { return nil }
        self = mode
    }
}
