/// A form with its hidden fields, as pages of the broker write them; nothing more of HTML is understood.
struct PageForm {
    let action: String
    let fields: [(name: String, value: String)]

    /// The forms of a page.
    static func all(in html: String) -> [PageForm] {
        var forms: [PageForm] = []
        var action: String?
        var fields: [(String, String)] = []
        for tag in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst().map({
            $0.prefix { $0 != ">" }
        }) {
            let name = tag.prefix { $0.isLetter || $0 == "/" }.lowercased()
            switch name {
            case "form":
                action = attribute("action", of: tag) ?? ""
                fields = []
            case "input" where action != nil && attribute("type", of: tag) == "hidden":
                if let name = attribute("name", of: tag) { fields.append((name, attribute("value", of: tag) ?? "")) }
            case "/form":
                if let action { forms.append(PageForm(action: action, fields: fields)) }
                action = nil
            default: break
            }
        }
        return forms
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " \(name)=\"") else { return nil }
        return unescaped(String(tag[start.upperBound...].prefix { $0 != "\"" }))
    }

    private static func unescaped(_ text: String) -> String {
        [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#61;", "="), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
