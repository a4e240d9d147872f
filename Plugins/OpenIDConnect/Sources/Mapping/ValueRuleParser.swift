import EIDMethod

/// Turns the settings of one value into a rule, and collects everything that is wrong with them.
struct ValueRuleParser {
    private(set) var issues: [ConfigurationIssue] = []

    static let mostPaths = 8
    static let mostWords = 100
    static let longestWord = 256

    /// The rule; `nil` only where there is an issue.
    mutating func rule(_ settings: SettingsReader) -> ValueRule? {
        guard let source = source(settings) else { return nil }
        var rule = ValueRule(source: source)
        rule.trims = settings.boolean("trim")
        rule.prefixes = settings.texts("stripPrefix").map(ValuePrefix.init)
        if rule.prefixes.count > Self.mostPaths { report("stripPrefix", "has more than \(Self.mostPaths) entries") }
        for (index, prefix) in rule.prefixes.enumerated() where prefix.text.utf8.count > Self.longestWord {
            report("stripPrefix[\(index)]", "is longer than \(Self.longestWord) bytes")
        }
        rule.letterCase = settings.text("case").flatMap(ValueRule.LetterCase.init)
        rule.words = words(settings)
        rule.country = settings.text("country").flatMap(CountryCode.Form.init)
        return rule
    }

    private mutating func source(_ settings: SettingsReader) -> ValueRule.Source? {
        let given = ["claim", "firstOf", "join", "constant"].filter { settings.value($0) != nil }
        guard given.count == 1, let key = given.first else {
            let what = given.isEmpty ? "has no source" : "has several sources: \(given.joined(separator: ", "))"
            report("", "\(what); write exactly one of claim, firstOf, join and constant")
            return nil
        }
        let separator = settings.text("separator")
        if separator != nil, key != "join" { report("separator", "belongs to join") }
        switch key {
        case "claim":
            return path(settings.text("claim") ?? "", at: "claim").map { .first([$0]) }
        case "firstOf":
            return paths(settings, key).map { .first($0) }
        case "join":
            if let separator, separator.utf8.count > 16 { report("separator", "is longer than 16 bytes") }
            return paths(settings, key).map { .joined($0, separator: separator ?? " ") }
        default:
            let text = settings.text("constant") ?? ""
            if text.utf8.count > Self.longestWord || text.isBlank {
                report("constant", "must have 1 to \(Self.longestWord) bytes and not be white space alone")
            }
            return .constant(text)
        }
    }

    private mutating func paths(_ settings: SettingsReader, _ key: String) -> [ClaimPath]? {
        let texts = settings.texts(key)
        guard (1...Self.mostPaths).contains(texts.count) else {
            report(key, "must have 1 to \(Self.mostPaths) paths")
            return nil
        }
        let paths = texts.enumerated().map { path($1, at: "\(key)[\($0)]") }
        return paths.contains { $0 == nil } ? nil : paths.compactMap(\.self)
    }

    private mutating func path(_ text: String, at key: String) -> ClaimPath? {
        do throws(ClaimPath.Malformed) {
            return try ClaimPath(text)
        } catch {
            report(key, error.message)
            return nil
        }
    }

    private mutating func words(_ settings: SettingsReader) -> [[UInt8]: String]? {
        guard settings.value("words") != nil else { return nil }
        let pairs = settings.map("words")
        if !(1...Self.mostWords).contains(pairs.count) { report("words", "must have 1 to \(Self.mostWords) words") }
        var words: [[UInt8]: String] = [:]
        for (word, value) in pairs {
            guard case .text(let meaning) = value else { continue }
            if word.utf8.count > Self.longestWord || meaning.utf8.count > Self.longestWord {
                report("words.\(word)", "is longer than \(Self.longestWord) bytes")
            }
            if meaning.isBlank { report("words.\(word)", "means nothing") }
            words[Array(word.utf8)] = meaning
        }
        return words
    }

    mutating func report(_ path: String, _ message: String) { issues.append(.init(path, message)) }
}
