import EIDJSON

/// One authorization request that was found good.
struct Inquiry: Sendable {
    let state: String
    let nonce: String
    let challenge: String
    let scopes: [String]
    /// What the ID token will state.
    let acr: String?
    /// Claims asked for by name, in the ID token and at UserInfo.
    let idTokenClaims: [String]
    let userInfoClaims: [String]
    /// Whether the person must be asked, whatever session there is.
    let asksAnew: Bool
    /// How many seconds ago the person may have been asked.
    let maximumAge: Int64?
    let begun: Int64
    /// When the person approved, once they have.
    var authenticated: Int64?
}

/// Why a request is refused: on a page, or at the client where that is proven.
struct RequestRefusal: Error {
    let error: String
    let reason: String

    init(_ error: String, _ reason: String) {
        self.error = error
        self.reason = reason
    }
}
