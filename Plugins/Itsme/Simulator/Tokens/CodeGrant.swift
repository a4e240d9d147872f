/// A code that was handed to a browser.
struct CodeGrant: Sendable {
    let action: String
    let expires: Int
    var isUsed = false
}
