import FoundationEssentials

extension Setting {
    /// Everything wrong with a section: unknown keys, missing ones, wrong types, values out of range.
    public static func issues(in value: SettingValue, against settings: [Setting]) -> [ConfigurationIssue] {
        guard case .section(let section) = value else { return [.init("", "must be a section of keys and values")] }
        let known = Set(settings.map(\.key))
        var issues = section.keys.filter { !known.contains($0) }.sorted().map { key in
            ConfigurationIssue(key, unknown(key, among: settings.map(\.key)))
        }
        for setting in settings {
            if let value = section[setting.key] {
                issues += setting.kind.issues(in: value).map { $0.under(setting.key) }
            } else if setting.isRequired {
                issues.append(.init(setting.key, "is missing: \(setting.summary)"))
            }
        }
        return issues
    }

    private static func unknown(_ key: String, among known: [String]) -> String {
        let near = known.first { $0.lowercased() == key.lowercased() || $0.hasPrefix(key) || key.hasPrefix($0) }
        return near.map { "is not a setting; did you mean \($0)?" } ?? "is not a setting"
    }
}

extension Setting.Kind {
    /// What is wrong with one value; paths are relative to it.
    package func issues(in value: SettingValue) -> [ConfigurationIssue] {
        switch (self, value) {
        case (.text, .text(let text)):
            return text.isEmpty ? [.init("", "is empty")] : []
        case (.url, .text(let text)):
            return Self.isAbsoluteURL(text) ? [] : [.init("", "must be an absolute http or https URL without fragment")]
        case (.integer(let range), .integer(let number)):
            return range.contains(number)
                ? [] : [.init("", "must be between \(range.lowerBound) and \(range.upperBound)")]
        case (.boolean, .boolean), (.secret, .secret), (.file, .file), (.keySet, .file):
            return []
        case (.choice(let words), .text(let word)):
            return words.contains(word) ? [] : [.init("", "must be one of \(words.joined(separator: ", "))")]
        case (.list(let kind), .list(let values)):
            return values.enumerated().flatMap { index, value in
                kind.issues(in: value).map { $0.under("[\(index)]") }
            }
        case (.section(let settings), .section):
            return Setting.issues(in: value, against: settings)
        case (.map(let kind), .section(let section)):
            return section.sorted { $0.key < $1.key }.flatMap { key, value in
                kind.issues(in: value).map { $0.under(key) }
            }
        case (.text, .section(let section)) where section["file"] != nil:
            return [.init("", "must be a text without { file: … }: it is no secret, so a path stands there by itself")]
        default:
            return [.init("", "must be \(expectation)")]
        }
    }

    /// What a value of this kind is called in a message.
    public var expectation: String {
        switch self {
        case .text: "a text"
        case .url: "a URL"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .secret: "a secret: { file: PATH } or { environment: NAME }"
        case .file: "a file: { file: PATH }"
        case .keySet: "a set of public keys: { file: PATH } or { keys: [ … ] }"
        case .list: "a list"
        case .section, .map: "a section of keys and values"
        }
    }

    private static func isAbsoluteURL(_ text: String) -> Bool {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), let host = url.host else {
            return false
        }
        return (scheme == "https" || scheme == "http") && !host.isEmpty && url.fragment == nil && url.user == nil
    }
}
