public import FoundationEssentials

/// Reads a section that has already been checked against its settings.
///
/// Because the check went before, a missing value is an optional one: every accessor gives the value, the documented
/// default, or `nil`.
public struct SettingsReader: Sendable {
    private let section: [String: SettingValue]
    private let settings: [Setting]

    /// Reads a section described by these settings.
    public init(_ value: SettingValue, describedBy settings: [Setting]) {
        if case .section(let section) = value { self.section = section } else { self.section = [:] }
        self.settings = settings
    }

    /// The raw value or the default.
    public func value(_ key: String) -> SettingValue? {
        section[key] ?? settings.first { $0.key == key }?.defaultValue
    }

    /// A text or a chosen word.
    public func text(_ key: String) -> String? {
        if case .text(let text) = value(key) { text } else { nil }
    }

    /// A URL.
    public func url(_ key: String) -> URL? { text(key).flatMap { URL(string: $0) } }

    /// A whole number.
    public func integer(_ key: String) -> Int? {
        if case .integer(let number) = value(key) { number } else { nil }
    }

    /// A truth value; `false` without value and default.
    public func boolean(_ key: String) -> Bool {
        if case .boolean(let truth) = value(key) { truth } else { false }
    }

    /// A secret.
    public func secret(_ key: String) -> Secret<String>? {
        if case .secret(let secret) = value(key) { secret } else { nil }
    }

    /// The content of a file.
    public func file(_ key: String) -> [UInt8]? {
        if case .file(let bytes) = value(key) { bytes } else { nil }
    }

    /// A list of texts; empty without value and default.
    public func texts(_ key: String) -> [String] {
        list(key).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    /// A list; empty without value and default.
    public func list(_ key: String) -> [SettingValue] {
        if case .list(let values) = value(key) { values } else { [] }
    }

    /// A nested section.
    public func section(_ key: String) -> SettingsReader? {
        guard let value = value(key), case .section(let nested)? = settings.first(where: { $0.key == key })?.kind else {
            return nil
        }
        return SettingsReader(value, describedBy: nested)
    }

    /// The sections of a list of sections.
    public func sections(_ key: String) -> [SettingsReader] {
        guard case .list(.section(let nested))? = settings.first(where: { $0.key == key })?.kind else { return [] }
        return list(key).map { SettingsReader($0, describedBy: nested) }
    }

    /// A map from the operator's own keys, in alphabetical order.
    public func map(_ key: String) -> [(key: String, value: SettingValue)] {
        guard case .section(let map)? = value(key) else { return [] }
        return map.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
