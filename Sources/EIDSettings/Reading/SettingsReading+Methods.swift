import EIDMethod

extension SettingsReading {
    mutating func readMethods(_ node: SettingsNode?) -> [ConfiguredMethod] {
        guard let node else {
            shape.append(.init("methods", "is missing: \(SettingsTable.methodsSummary)"))
            return []
        }
        decoder.place("methods", at: node.line)
        guard case .section(let entries) = node.content, !entries.isEmpty else {
            shape.append(.init("methods", "must be a section with an entry per method"))
            return []
        }
        return entries.compactMap { readMethod($0.key, $0.value) }
    }

    private mutating func readMethod(_ id: String, _ node: SettingsNode) -> ConfiguredMethod? {
        let path = "methods.\(id)"
        if !MethodSection.isID(id) {
            shape.append(.init(path, "is not an id: lower-case letters, digits and hyphens, at most 32"))
        }
        let plugin = node["provider"]?.text.flatMap { table.registry.plugin(named: $0) }
        let isEnabled = node["enabled"]?.text != "false"
        if isEnabled { enabledIDs.insert(id) }
        decoder.readsSecrets = isEnabled
        let entry = table.entry(plugin)
        let value = decoder.decode(node, as: .section(entry), at: path) ?? [:]
        decoder.readsSecrets = true

        var issues = Setting.issues(in: value, against: entry)
        guard let plugin else {
            // Nothing is known of its settings, and why an external method does not run is said elsewhere.
            issues.removeAll { $0.isWithin("settings") }
            let provider = node["provider"]?.text ?? ""
            if excusesExternalMethods, externalNames.contains(provider) { issues.removeAll { $0.isWithin("provider") } }
            shape += issues.map { $0.under(path) }
            return nil
        }
        shape += issues.map { $0.under(path) }
        let reader = SettingsReader(value, describedBy: entry)
        let keys = MethodSection.keys(reader)
        let tls = reader.section("tls").map(TLSSection.tls)
        // A key that nobody knows leaves the others as they are.
        let written = reader.value("settings") ?? [:]
        let settings = written.restricted(to: plugin.settings)
        let logo = MethodSection.logo(reader)
        if case .failure(let refusal) = logo {
            meaning.append(ConfigurationIssue("logo", refusal.description).under(path))
        }
        if isEnabled {
            if let tls, !issues.contains(where: { $0.isWithin("tls") }) {
                meaning += TLSSection.issues(tls).map { $0.under("tls").under(path) }
            }
            let found = issues.contains { $0.isWithin("keys") } ? [] : MethodSection.issues(keys: keys)
            meaning += found.map { $0.under(path) }
            if !issues.contains(where: { $0.isWithin("keys") }) {
                let wrong = Setting.issues(in: settings, against: plugin.settings)
                if wrong.isEmpty { examinable.insert(id) }
                let hasUnknown = Setting.issues(in: written, against: plugin.settings).count > wrong.count
                examine(settings, keys, of: plugin, at: path, hasUnknown: hasUnknown, after: issues + found)
            }
        }
        return ConfiguredMethod(
            id: id,
            plugin: plugin,
            displayName: reader.text("name"),
            logo: (try? logo.get()) ?? nil,
            isEnabled: isEnabled,
            keys: keys,
            tls: tls,
            settings: settings
        )
    }

    /// Lets a plugin look at its settings, and at what they may have been meant to be where a value is wrong; `known` is what is
    /// wrong with the entry already.
    private mutating func examine(
        _ settings: SettingValue,
        _ keys: MethodKeys,
        of plugin: MethodPlugin,
        at path: String,
        hasUnknown: Bool,
        after known: [ConfigurationIssue]
    ) {
        let ownsKeys = plugin.settings.contains { $0.key == "keys" }
        let halves = MethodSection.publicHalves(of: keys)
        let possible = PossibleSettings(settings, describedBy: plugin.settings)
        for issue in possible.issues({ plugin.issues(settings: $0, keys: halves) }) {
            // What a plugin says about its keys is about the list beside its settings.
            let isAboutKeys = !ownsKeys && issue.isWithin("keys")
            let placed = isAboutKeys ? issue : issue.under("settings")
            let isRepeated = known.contains { $0.isWithin(placed.path) || placed.isWithin($0.path) }
            if isAboutKeys, isRepeated { continue }
            // What is said to be missing may be what an unknown key should have been.
            if hasUnknown, !isAboutKeys, settings.value(at: issue.path) == nil { continue }
            meaning.append(placed.under(path))
        }
    }
}
