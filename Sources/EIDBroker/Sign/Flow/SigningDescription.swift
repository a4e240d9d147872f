import EIDMethod

/// What the person is told in the app: made from the documents, never from the client's free text.
enum SigningDescription {
    /// The first name in full, as far as 160 characters go, and how many others there are.
    static func text(_ names: [String]) -> LocalizedText {
        let first = names.first.map(shortened) ?? ""
        let others = names.count - 1
        guard others > 0 else { return LocalizedText(first) }
        return LocalizedText(
            nl: "\(first) en \(others) andere",
            fr: "\(first) et \(others) autre\(others == 1 ? "" : "s")",
            de: "\(first) und \(others) weitere\(others == 1 ? "s" : "")",
            en: "\(first) and \(others) other\(others == 1 ? "" : "s")",
            sv: "\(first) och \(others) \(others == 1 ? "annat" : "andra")"
        )
    }

    private static func shortened(_ name: String) -> String {
        name.count <= 160 ? name : name.prefix(120) + "..." + name.suffix(37)
    }
}
