import EIDMethod

extension SettingValue {
    /// The value without keys that its description does not have.
    func restricted(to settings: [Setting]) -> SettingValue {
        guard case .section(let section) = self else { return self }
        var known: [String: SettingValue] = [:]
        for setting in settings { known[setting.key] = section[setting.key]?.restricted(to: setting.kind) }
        return .section(known)
    }

    private func restricted(to kind: Setting.Kind) -> SettingValue {
        switch (kind, self) {
        case (.section(let settings), _): restricted(to: settings)
        case (.list(let kind), .list(let values)): .list(values.map { $0.restricted(to: kind) })
        case (.map(let kind), .section(let section)): .section(section.mapValues { $0.restricted(to: kind) })
        default: self
        }
    }

    /// What stands at a path such as `codes.verification` or `hosts[2]`.
    func value(at path: String) -> SettingValue? {
        var value: SettingValue? = self
        for step in path.split(whereSeparator: { ".[]".contains($0) }) {
            switch value {
            case .section(let section): value = section[String(step)]
            case .list(let values):
                guard let index = Int(step), values.indices.contains(index) else { return nil }
                value = values[index]
            default: return nil
            }
        }
        return value
    }
}
