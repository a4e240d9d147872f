import EIDBroker
import EIDExternalMethod
import EIDMethod
import FoundationEssentials

/// One reading of one file: decodes, checks, and remembers everything that is wrong on the way.
struct SettingsReading {
    let table: SettingsTable
    private var decoder: SettingsDecoder
    /// Unknown and missing keys, wrong types.
    private var shape: [ConfigurationIssue] = []
    /// What only shows once values are understood.
    private var meaning: [ConfigurationIssue] = []
    /// The ids that are enabled, whether or not their settings are right.
    private var enabledIDs: Set<String> = []

    init(table: SettingsTable, secrets: SecretSource) {
        self.table = table
        decoder = SettingsDecoder(secrets: secrets)
    }

    /// Where each path stands.
    var lines: [String: Int] { decoder.lines }

    /// Everything wrong, with each cause once.
    ///
    /// Checks run from the file's shape towards its meaning, and a later check sees stand-ins where an earlier one failed;
    /// so what a later check says about such a place is a consequence and is left out.
    var issues: [ConfigurationIssue] {
        var kept: [ConfigurationIssue] = decoder.issues
        for issue in shape where !kept.contains(where: { Self.isWithin(issue.path, $0.path) }) { kept.append(issue) }
        let causes = kept
        for issue in meaning {
            let isConsequence = causes.contains {
                Self.isWithin(issue.path, $0.path) || Self.isWithin($0.path, issue.path)
                    // Without a readable key no algorithm has one.
                    || Self.isWithin($0.path, "signingKeys") && issue.path.hasSuffix("SigningAlgorithm")
            }
            // Two checks may say the same, or one the whole and one the part.
            let isRepeated = kept.contains { Self.isWithin($0.path, issue.path) }
            if !isConsequence && !isRepeated { kept.append(issue) }
        }
        return kept
    }

    private static func isWithin(_ path: String, _ place: String) -> Bool {
        place.isEmpty || path == place || path.hasPrefix("\(place).") || path.hasPrefix("\(place)[")
    }

    /// Reads a whole file of this name, and judges it at a moment if there is one; `nil` when it is too wrong to make settings of, with the reasons in `issues`.
    mutating func read(_ root: SettingsNode, of file: String, at moment: Date? = nil) -> LoadedSettings? {
        guard case .section(let members) = root.content else {
            shape.append(.init("", "must be a section of keys and values"))
            return nil
        }
        let rest = SettingsNode(content: .section(members.filter { $0.key != "methods" }), line: root.line)
        let value = decoder.decode(rest, as: .section(table.top), at: "") ?? [:]
        shape += Setting.issues(in: value, against: table.top)
        let methods = readMethods(root["methods"])

        let reader = SettingsReader(value, describedBy: table.top)
        var broker = BrokerConfiguration(reading: reader)
        broker.methodKeys = Dictionary(uniqueKeysWithValues: methods.filter(\.isEnabled).map { ($0.id, $0.keys) })
        meaning += broker.issues(methods: enabledIDs, at: moment)
        let (storage, problem) = StorageSettings.reading(reader.section("storage"), from: decoder.secrets)
        if let problem { meaning.append(problem) }
        guard let storage else { return nil }
        let server = reader.section("server") ?? SettingsReader([:], describedBy: table.server)
        return LoadedSettings(
            broker: broker,
            server: server,
            storage: storage,
            methods: methods.sorted { $0.id < $1.id },
            warnings: decoder.warnings + (moment.map { broker.warnings(at: $0) } ?? []),
            secrets: decoder.secrets,
            file: file,
            lines: lines
        )
    }

    /// Reads the section `externalMethods` alone.
    mutating func externalMethods(_ root: SettingsNode) -> [ExternalExecutable] {
        guard let node = root[ExternalMethodSection.name] else { return [] }
        let section = SettingsNode(content: .section([(ExternalMethodSection.name, node)]), line: root.line)
        let described = [ExternalMethodSection.setting]
        let value = decoder.decode(section, as: .section(described), at: "") ?? [:]
        shape += Setting.issues(in: value, against: described)
        guard shape.isEmpty else { return [] }
        let reader = SettingsReader(value, describedBy: described)
        let (executables, problems) = ExternalMethodSection.executables(
            reader,
            registry: table.registry,
            resolve: decoder.secrets.resolve
        )
        meaning += problems
        return executables
    }

    private mutating func readMethods(_ node: SettingsNode?) -> [ConfiguredMethod] {
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
        if plugin == nil { issues.removeAll { $0.path.hasPrefix("settings") } }
        guard let plugin, issues.isEmpty else {
            shape += issues.map { $0.under(path) }
            return nil
        }
        let reader = SettingsReader(value, describedBy: entry)
        let keys = MethodSection.keys(reader)
        let tls = reader.section("tls").map(TLSSection.tls)
        let settings = reader.value("settings") ?? [:]
        let logo = MethodSection.logo(reader)
        if case .failure(let refusal) = logo {
            meaning.append(ConfigurationIssue("logo", refusal.description).under(path))
        }
        if isEnabled {
            meaning += tls.map(TLSSection.issues)?.map { $0.under("tls").under(path) } ?? []
            meaning += MethodSection.issues(keys: keys).map { $0.under(path) }
            let ownsKeys = plugin.settings.contains { $0.key == "keys" }
            let halves = MethodSection.publicHalves(of: keys)
            meaning += plugin.issues(settings: settings, keys: halves).map { issue in
                // What a plugin says about its keys is about the list beside its settings.
                let isAboutKeys = !ownsKeys && Self.isWithin(issue.path, "keys")
                return (isAboutKeys ? issue : issue.under("settings")).under(path)
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
}
