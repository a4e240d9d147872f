/// A bearer token of the CSC API: what one person's identification opens.
struct CSCBearer: Sendable {
    let action: String
    let client: String
    let persona: String
    let expires: Int
}
