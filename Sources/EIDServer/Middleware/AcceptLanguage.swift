import EIDMethod

/// Reads `Accept-Language` (RFC 9110 §12.5.4).
enum AcceptLanguage {
    /// The languages that both sides speak, best first; unreadable parts are passed over.
    static func languages(in field: String?) -> [Language] {
        guard let field else { return [] }
        let ranked = field.split(separator: ",").prefix(20).enumerated().compactMap { index, part in
            rank(part, index)
        }
        var languages: [Language] = []
        for entry in ranked.sorted(by: { ($0.weight, -$0.index) > ($1.weight, -$1.index) })
        where entry.weight > 0 && !languages.contains(entry.language) {
            languages.append(entry.language)
        }
        return languages
    }

    private static func rank(_ part: Substring, _ index: Int) -> (language: Language, weight: Double, index: Int)? {
        let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard let tag = pieces.first, let language = Language(tag: tag) else { return nil }
        guard let quality = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (language, 1, index) }
        guard let weight = Double(quality.dropFirst(2)), (0...1).contains(weight) else { return nil }
        return (language, weight, index)
    }
}
