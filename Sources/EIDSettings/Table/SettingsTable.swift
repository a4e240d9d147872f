import EIDBroker
public import EIDMethod

/// Every setting of the whole file: the broker's, the server's, the storage's, and each installed plugin's.
public struct SettingsTable: Sendable {
    /// The plugins that the executable was built with.
    public let registry: MethodRegistry
    /// The keys below `server`; the HTTP layer describes them, and this module does not know it.
    public let server: [Setting]

    /// Makes the table of an executable.
    public init(registry: MethodRegistry, server: [Setting]) {
        self.registry = registry
        self.server = server
    }

    /// Everything but `methods`, whose entries depend on their plugin.
    var top: [Setting] {
        var settings = BrokerConfiguration.settings
        settings.insert(serverSection, at: min(1, settings.count))
        settings.append(ExternalMethodSection.setting)
        return settings
    }

    private var serverSection: Setting {
        server.contains(where: \.isRequired)
            ? .required("server", .section(server), "Where and how the broker listens.")
            : .optional("server", .section(server), "Where and how the broker listens.")
    }

    /// The keys of one entry of `methods`.
    func entry(_ plugin: MethodPlugin?) -> [Setting] {
        MethodSection.settings(provider: .choice(registry.plugins.map(\.name)), plugin: plugin?.settings ?? [])
    }

    static let methodsSummary = "The methods by id; a client and `acr_values` name them by it."
}
