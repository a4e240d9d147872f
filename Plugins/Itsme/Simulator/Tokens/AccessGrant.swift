/// An access token and what it opens.
struct AccessGrant: Sendable {
    let action: String
    let expires: Int
}
