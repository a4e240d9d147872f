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
    let begun: Int64
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
