import EIDBroker
import EIDExternalMethod
import EIDMethod
import FoundationEssentials

/// One reading of one file: decodes, checks, and remembers everything that is wrong on the way.
struct SettingsReading {
    let table: SettingsTable
    var decoder: SettingsDecoder
    /// Unknown and missing keys, wrong types.
    var shape: [ConfigurationIssue] = []
    /// What only shows once values are understood.
    var meaning: [ConfigurationIssue] = []
    /// The ids that are enabled, whether or not their settings are right.
    var enabledIDs: Set<String> = []
    /// Whether methods may name external methods that are in the file but not in the table: why, was said elsewhere.
    var excusesExternalMethods = false
    /// The names in the section `externalMethods`.
    var externalNames: Set<String> = []
    /// The ids of methods whose own settings were complete enough to be looked at by their plugins.
    var examinable: Set<String> = []

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
        let causes = causes
        var kept = causes
        for issue in meaning where !kept.contains(issue) {
            let isConsequence = causes.contains {
                issue.isWithin($0.path) || $0.isWithin(issue.path)
                    // Without a readable key no algorithm has one.
                    || $0.isWithin("signingKeys") && issue.path.hasSuffix("SigningAlgorithm")
            }
            if !isConsequence { kept.append(issue) }
        }
        return kept
    }

    /// What is wrong with the file's shape and with what it names, so that stand-ins take its place.
    var causes: [ConfigurationIssue] {
        var kept = decoder.issues
        for issue in shape where !kept.contains(where: { issue.isWithin($0.path) }) { kept.append(issue) }
        return kept
    }

    /// Reads a whole file, with stand-ins where something is wrong, and judges it at a moment if there is one; `nil` when it is no
    /// section at all.
    mutating func read(_ root: SettingsNode, at moment: Date? = nil) -> LoadedSettings? {
        guard case .section(let members) = root.content else {
            shape.append(.init("", "must be a section of keys and values"))
            return nil
        }
        let rest = SettingsNode(content: .section(members.filter { $0.key != "methods" }), line: root.line)
        let value = decoder.decode(rest, as: .section(table.top), at: "") ?? [:]
        shape += Setting.issues(in: value, against: table.top)
        if case .section(let entries)? = root[ExternalMethodSection.name]?.content {
            externalNames = Set(entries.map(\.key))
        }
        let methods = readMethods(root["methods"])

        let reader = SettingsReader(value, describedBy: table.top)
        var broker = BrokerConfiguration(reading: reader)
        // Whether the keys of methods can be read was checked where their methods were; for whom else they are, below.
        meaning += broker.issues(methods: enabledIDs, at: moment)
        let enabled = methods.filter(\.isEnabled)
        broker.methodKeys = Dictionary(enabled.map { ($0.id, $0.keys) }) { first, _ in first }
        let external = enabled.map { ($0.id, $0.plugin.descriptor.provider) }.filter { externalNames.contains($0.1) }
        meaning += broker.methodKeyIssues(executables: Dictionary(external) { first, _ in first })
        let (storage, problem) = StorageSettings.reading(reader.section("storage"), from: decoder.secrets)
        if let problem { meaning.append(problem) }
        if storage == nil, issues.isEmpty { meaning.append(.init("storage", "cannot be understood")) }
        var warnings = decoder.warnings + broker.warnings + (moment.map { broker.warnings(at: $0) } ?? [])
        if case .memory? = storage, reader.section("storage")?.text("path") != nil {
            warnings.append(.init("storage.path", "means nothing: storage.kind memory keeps no file"))
        }
        let server = reader.section("server") ?? SettingsReader([:], describedBy: table.server)
        return LoadedSettings(
            broker: broker,
            server: server,
            storage: storage ?? .memory,
            methods: methods.sorted { $0.id < $1.id },
            warnings: warnings,
            secrets: decoder.secrets
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
}
