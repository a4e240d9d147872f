/// One value that a provider chose, and where it stands.
struct ChosenValue: Sendable, Hashable {
    /// The last part of the path, such as `code_challenge`.
    let name: String
    /// The whole path, such as `the claims of request.code_challenge`.
    let path: String
    let value: String
}
