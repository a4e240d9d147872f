import EIDBroker
import EIDMethod

/// Reads `Accept-Language` (RFC 9110 §12.5.4).
enum AcceptLanguage {
    /// The languages that both sides speak, best first; unreadable parts are passed over.
    static func languages(in field: String?) -> [Language] {
        var languages: [Language] = []
        for tag in tags(in: field) {
            if let language = Language(tag: tag), !languages.contains(language) { languages.append(language) }
        }
        return languages
    }

    /// The countries that the tags name (ISO 3166-1 alpha-2), best first.
    static func countries(in field: String?) -> [String] {
        CountryHint.distinct(tags(in: field).compactMap { CountryHint.region(ofTag: $0) })
    }

    /// The tags, best first, without those that the person does not want.
    private static func tags(in field: String?) -> [String] {
        guard let field else { return [] }
        let ranked = field.split(separator: ",").prefix(20).enumerated().compactMap { index, part in
            rank(part, index)
        }
        return ranked.filter { $0.weight > 0 }.sorted { ($0.weight, -$0.index) > ($1.weight, -$1.index) }.map(\.tag)
    }

    private static func rank(_ part: Substring, _ index: Int) -> (tag: String, weight: Double, index: Int)? {
        let pieces = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
        guard let tag = pieces.first else { return nil }
        guard let quality = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (tag, 1, index) }
        guard let weight = Double(quality.dropFirst(2)), (0...1).contains(weight) else { return nil }
        return (tag, weight, index)
    }
}
