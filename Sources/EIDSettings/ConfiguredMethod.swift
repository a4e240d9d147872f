public import EIDMethod

/// One entry of `methods`, read and checked.
public struct ConfiguredMethod: Sendable {
    /// The id that clients and URLs use.
    public let id: String
    /// The plugin that performs it.
    public let plugin: MethodPlugin
    /// What people see instead of the plugin's name.
    public let displayName: String?
    /// Whether it runs.
    public let isEnabled: Bool
    /// The operator's private keys for it.
    public let keys: MethodKeys
    /// How its connections are made, where that is not as for every method.
    public let tls: MethodTLS?
    private let settings: SettingValue

    init(
        id: String,
        plugin: MethodPlugin,
        displayName: String?,
        isEnabled: Bool,
        keys: MethodKeys,
        tls: MethodTLS?,
        settings: SettingValue
    ) {
        self.id = id
        self.plugin = plugin
        self.displayName = displayName
        self.isEnabled = isEnabled
        self.keys = keys
        self.tls = tls
        self.settings = settings
    }

    /// Makes the running method; `services` should carry this entry's keys.
    public func method(services: MethodServices) -> Method {
        plugin.method(
            id: id,
            displayName: displayName.map { LocalizedText($0) },
            settings: settings,
            services: services
        )
    }
}
