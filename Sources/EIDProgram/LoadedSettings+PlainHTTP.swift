import EIDMethod
import EIDSettings
import FoundationEssentials

extension LoadedSettings {
    /// The URLs of enabled methods that are plain http on this machine while the switch that allows to call them is off: every
    /// sign-in would fail at them.
    var plainHTTPIssues: [ConfigurationIssue] {
        guard !server.boolean("allowLoopbackHTTP") else { return [] }
        return enabledMethods.flatMap { method in
            Self.plainHTTP(in: method.settings, as: .section(method.plugin.settings)).map {
                $0.under("settings").under("methods.\(method.id)")
            }
        }
    }

    /// Such URLs in a value; which others a plugin calls by http, because their answers prove themselves, it knows alone.
    private static func plainHTTP(in value: SettingValue, as kind: Setting.Kind) -> [ConfigurationIssue] {
        func below(_ key: String, _ value: SettingValue, _ kind: Setting.Kind) -> [ConfigurationIssue] {
            plainHTTP(in: value, as: kind).map { $0.under(key) }
        }
        switch (kind, value) {
        case (.url, .text(let text)):
            guard let url = URL(string: text), url.scheme?.lowercased() == "http", let host = url.host,
                GuardedTransport.isLoopback(host)
            else { return [] }
            return [ConfigurationIssue("", "is http: needs server.allowLoopbackHTTP")]
        case (.list(let kind), .list(let values)):
            return values.enumerated().flatMap { below("[\($0)]", $1, kind) }
        case (.map(let kind), .section(let section)):
            return section.sorted { $0.key < $1.key }.flatMap { below($0.key, $0.value, kind) }
        case (.section(let settings), .section(let section)):
            return settings.flatMap { setting in
                (section[setting.key] ?? setting.defaultValue).map { below(setting.key, $0, setting.kind) } ?? []
            }
        default: return []
        }
    }
}
