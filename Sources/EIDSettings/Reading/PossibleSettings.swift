import EIDMethod

/// What an operator may have meant by a section with wrong values: the section with each of them replaced by values that
/// could stand there.
///
/// What a plugin finds wrong with every one of these sections does not depend on the values that are wrong, and can be told
/// together with them.
struct PossibleSettings {
    /// Looking at more of them costs more than it tells.
    private static let most = 256

    /// The sections, of which one with nothing wrong is the only one; `nil` where there would be too many.
    let sections: [SettingValue]?

    init(_ section: SettingValue, describedBy settings: [Setting]) {
        sections = Self.replacements(of: section, as: .section(settings))
    }

    /// What is wrong with all of the sections, in the order of the first.
    func issues(_ check: (SettingValue) -> [ConfigurationIssue]) -> [ConfigurationIssue] {
        guard let sections, let first = sections.first else { return [] }
        return sections.dropFirst().reduce(check(first)) { common, section in
            guard !common.isEmpty else { return common }
            let found = Set(check(section))
            return common.filter(found.contains)
        }
    }

    /// The value itself if it is right, and otherwise what could stand in its place.
    private static func replacements(of value: SettingValue, as kind: Setting.Kind) -> [SettingValue]? {
        guard !kind.issues(in: value).isEmpty else { return [value] }
        switch (kind, value) {
        case (.section(let settings), .section(let section)):
            return product(settings.map { ($0.key, members(section[$0.key], of: $0)) })
        case (.map(let kind), .section(let section)):
            return product(section.map { ($0.key, orAbsent(replacements(of: $0.value, as: kind))) })
        case (.list(let kind), .list(let values)):
            return values.reduce([[]] as [[SettingValue]]?) { lists, value in
                guard let options = orAbsent(replacements(of: value, as: kind)) else { return nil }
                return combined(lists, options) { list, option in option.map { list + [$0] } ?? list }
            }?.map { .list($0) }
        default: return specimens(of: kind)
        }
    }

    private static func members(_ value: SettingValue?, of setting: Setting) -> [SettingValue?]? {
        guard let value else { return setting.isRequired ? specimens(of: setting.kind)?.map { $0 } : [nil] }
        let options = replacements(of: value, as: setting.kind)
        let isRight = setting.kind.issues(in: value).isEmpty
        return isRight || setting.isRequired ? options?.map { $0 } : orAbsent(options)
    }

    private static func orAbsent(_ options: [SettingValue]?) -> [SettingValue?]? { options.map { $0 + [nil] } }

    private static func product(_ members: [(key: String, options: [SettingValue?]?)]) -> [SettingValue]? {
        members.reduce([[:]] as [[String: SettingValue]]?) { sections, member in
            guard let options = member.options else { return nil }
            return combined(sections, options) { section, option in
                section.merging([member.key: option].compacted) { $1 }
            }
        }?.map { .section($0) }
    }

    private static func combined<Part, Option>(
        _ parts: [Part]?,
        _ options: [Option],
        _ join: (Part, Option) -> Part
    ) -> [Part]? {
        guard let parts, parts.count * options.count <= most else { return nil }
        return parts.flatMap { part in options.map { join(part, $0) } }
    }

    /// Values of a kind that differ in what a check may look at: every word of a choice, both ends of a range.
    private static func specimens(of kind: Setting.Kind) -> [SettingValue]? {
        switch kind {
        case .text: ["x", "https://example.org"]
        case .url: ["https://example.org/", "http://localhost:1/"]
        case .integer(let range): Set([range.lowerBound, range.upperBound]).map { .integer($0) }
        case .boolean: [false, true]
        case .choice(let words): words.map { .text($0) }
        case .secret: [.secret(Secret(String(repeating: "x", count: 64)))]
        case .file, .keySet: [.file([])]
        case .list(let kind): specimens(of: kind).map { [[]] + $0.map { [$0] } }
        case .section(let settings): replacements(of: [:], as: .section(settings))
        case .map: [[:]]
        }
    }
}

extension [String: SettingValue?] {
    fileprivate var compacted: [String: SettingValue] { compactMapValues { $0 } }
}
