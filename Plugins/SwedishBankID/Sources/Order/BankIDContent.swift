/// What a person is to sign.
struct BankIDContent: Codable, Sendable, Hashable {
    /// What the app shows; nothing where it says who asks, and no more.
    let visible: String?
    /// Whether what the app shows is BankID's simple Markdown.
    let isMarkdown: Bool
    /// What is signed without being shown.
    let unseen: String
    /// Whether it is a signature of documents rather than a proof of who somebody is.
    let isSigning: Bool
}
