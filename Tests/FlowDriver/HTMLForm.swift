/// A form as a browser without JavaScript sees it.
public struct HTMLForm: Sendable {
    /// GET or POST.
    public let method: String
    /// Where it goes, as written.
    public let action: String
    /// Hidden and prefilled fields.
    public let fields: [(name: String, value: String)]
    /// Submit buttons that have a name.
    public let buttons: [(name: String, value: String)]

    /// Reads the forms of a page; enough HTML for pages that are ours.
    public static func all(in html: String) -> [HTMLForm] {
        sections(of: html, from: "<form", to: "</form>").map { section in
            let tags = section.split(separator: "<").map { "<" + $0.prefix { $0 != ">" } }
            let opening = attributes(of: tags.first ?? "")
            var fields: [(String, String)] = []
            var buttons: [(String, String)] = []
            for tag in tags.dropFirst() {
                let attributes = attributes(of: tag)
                guard let name = attributes["name"] else { continue }
                let value = attributes["value"] ?? ""
                let type = attributes["type"]?.lowercased()
                if tag.hasPrefix("<button") || tag.hasPrefix("<input") && type == "submit" {
                    buttons.append((name, value))
                } else if tag.hasPrefix("<input") {
                    if type == "radio" || type == "checkbox", attributes["checked"] == nil { continue }
                    fields.append((name, value))
                }
            }
            return HTMLForm(
                method: opening["method"]?.uppercased() ?? "GET",
                action: opening["action"] ?? "",
                fields: fields,
                buttons: buttons
            )
        }
    }

    private static func sections(of html: String, from start: String, to end: String) -> [String] {
        var rest = Substring(html)
        var found: [String] = []
        while let from = rest.firstRange(of: start) {
            rest = rest[from.lowerBound...]
            guard let to = rest.firstRange(of: end) else { break }
            found.append(String(rest[..<to.lowerBound]))
            rest = rest[to.upperBound...]
        }
        return found
    }

    static func attributes(of tag: String) -> [String: String] {
        var result: [String: String] = [:]
        var rest = Substring(tag.drop { $0 != " " && $0 != "\n" })
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "/" }
            guard !rest.isEmpty else { return result }
            let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty else { return result }
            if rest.first == "=" {
                rest = rest.dropFirst()
                if let quote = rest.first, quote == "\"" || quote == "'" {
                    let value = rest.dropFirst().prefix { $0 != quote }
                    rest = rest.dropFirst(value.count + 2)
                    result[name.lowercased()] = unescaped(String(value))
                } else {
                    let value = rest.prefix { !$0.isWhitespace }
                    rest = rest.dropFirst(value.count)
                    result[name.lowercased()] = unescaped(String(value))
                }
            } else {
                result[name.lowercased()] = ""
            }
        }
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        let entities = [
            ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#x2F;", "/"),
            ("&#x3D;", "="), ("&#61;", "="), ("&amp;", "&"),
        ]
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
