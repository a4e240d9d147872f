package import EIDMethod

/// A value as the settings file writes it, with the line where it stands.
package struct SettingsNode: Sendable {
    /// What is written there.
    package indirect enum Content: Sendable {
        /// A single value; `isPlain` tells whether it stood without quotes.
        case scalar(String, isPlain: Bool)
        case list([SettingsNode])
        /// Keys in the order of the file.
        case section([(key: String, value: SettingsNode)])
    }

    package let content: Content
    package let line: Int

    /// The value under a key, if this is a section that has it.
    package subscript(_ key: String) -> SettingsNode? {
        guard case .section(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, if this is a single value.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The value without any description to guide it: whole numbers and truth values are those that stand unquoted.
    package var natural: SettingValue? {
        switch content {
        case .scalar(let text, let isPlain):
            guard isPlain else { return .text(text) }
            if ["", "~", "null", "Null", "NULL"].contains(text) { return nil }
            if text == "true" || text == "false" { return .boolean(text == "true") }
            return Self.wholeNumber(text).map { .integer($0) } ?? .text(text)
        case .list(let nodes):
            return .list(nodes.compactMap(\.natural))
        case .section(let members):
            let values = members.compactMap { member in member.value.natural.map { (member.key, $0) } }
            return .section(Dictionary(values, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Decimal digits only: `010`, `1e3` and `0x10` mean different numbers to different readers of YAML, so they are text.
    private static func wholeNumber(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard digits == "0" || !digits.hasPrefix("0") else { return nil }
        return Int(text)
    }
}
