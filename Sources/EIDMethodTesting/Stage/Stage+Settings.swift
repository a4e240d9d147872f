import EIDMethod

extension Stage {
    /// Expects that a table of settings can be turned into documentation.
    func requireDocumented(_ settings: [Setting], at path: String) throws {
        guard Set(settings.map(\.key)).count == settings.count else {
            throw ConformanceFailure("a setting occurs twice\(path.isEmpty ? "" : " in \(path)")")
        }
        for setting in settings {
            let name = path.isEmpty ? setting.key : "\(path).\(setting.key)"
            guard !setting.key.isEmpty, setting.summary.utf8.count >= 8 else {
                throw ConformanceFailure("the setting \(name) is not documented")
            }
            if let value = setting.defaultValue, !setting.kind.accepts(value) {
                throw ConformanceFailure("the default of \(name) is not a value that the setting allows")
            }
            switch setting.kind {
            case .section(let nested), .list(.section(let nested)), .map(.section(let nested)):
                try requireDocumented(nested, at: name)
            default: break
            }
        }
    }
}

extension Setting.Kind {
    fileprivate func accepts(_ value: SettingValue) -> Bool {
        let setting = Setting.required("value", self, "The value.")
        return Setting.issues(in: .section(["value": value]), against: [setting]).isEmpty
    }
}
