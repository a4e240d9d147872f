/// A code of the CSC API that was handed to a browser.
struct CSCCode: Sendable {
    let action: String
    let expires: Int
    var isUsed = false
}
