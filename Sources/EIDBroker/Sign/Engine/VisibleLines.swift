import FoundationEssentials

/// The lines that a visible signature shows.
enum VisibleLines {
    /// The order's lines with the words in braces filled in, or the usual ones: who and when, and why if that is said.
    static func of(_ appearance: SignatureOrder.Appearance, name: String, reason: String?, at time: Date) -> [String] {
        let usual = appearance.image == nil || !appearance.lines.isEmpty ? ["{name}", "{date}"] : []
        let lines =
            appearance.lines.isEmpty ? usual + (reason == nil || usual.isEmpty ? [] : ["{reason}"]) : appearance.lines
        let words = [("name", name), ("date", date(time)), ("reason", reason ?? "")]
        return lines.map { filled($0, words) }
    }

    /// In one pass, so that a name with braces in it stays a name.
    private static func filled(_ line: String, _ words: [(String, String)]) -> String {
        var result = ""
        var rest = line[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let word = words.first(where: { rest.hasPrefix("{\($0.0)}") }) {
                result += word.1
                rest = rest.dropFirst(word.0.count + 2)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    /// The time in UTC, the same in every language: `2026-11-27 14:05:09 UTC`.
    private static func date(_ time: Date) -> String {
        let text = time.formatted(.iso8601)
        return text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }
}
