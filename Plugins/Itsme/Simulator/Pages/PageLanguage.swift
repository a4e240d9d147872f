/// The languages of itsme's pages.
enum PageLanguage: String, CaseIterable, Sendable {
    case en, nl, fr, de

    /// The first known language of `ui_locales`; others are ignored (§6.1).
    init(locales: String) {
        let wanted = locales.split(separator: " ").map { $0.prefix(2).lowercased() }
        self = wanted.lazy.compactMap { PageLanguage(rawValue: $0) }.first ?? .en
    }

    /// The text for this language among one for each language, in the order of the cases.
    func pick(_ texts: [String]) -> String? {
        Self.allCases.firstIndex(of: self).flatMap { texts.indices.contains($0) ? texts[$0] : texts.first }
    }
}
