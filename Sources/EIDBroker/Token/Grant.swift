import EIDMethod

/// What a person's sign-in gives one client: all that its code stands for.
struct Grant: Sendable {
    let clientID: String
    let redirectURI: String
    let challenge: String?
    let nonce: String?
    let subject: String
    /// The scopes granted, separated by spaces.
    let scope: String
    /// Seconds since 1970 at which the person proved themselves; `nil` where nobody knows.
    let authenticatedAt: Int64?
    let assurance: Assurance
    let methodID: String
    /// The released claims, as texts of JSON objects; what was not released is not kept.
    let idTokenClaims: String
    let userInfoClaims: String
}
