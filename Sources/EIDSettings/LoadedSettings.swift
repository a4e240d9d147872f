public import EIDBroker
public import EIDMethod

/// A settings file that has passed every check.
public struct LoadedSettings: Sendable {
    /// The core's configuration.
    public internal(set) var broker: BrokerConfiguration
    /// The section `server`, for the HTTP layer to read.
    public let server: SettingsReader
    /// Where records are kept.
    public let storage: StorageSettings
    /// Every entry of `methods`, enabled or not, by id.
    public let methods: [ConfiguredMethod]
    /// What is allowed but unwise.
    public internal(set) var warnings: [ConfigurationIssue]

    let secrets: SecretSource

    /// A path of the file as this process opens it: paths are seen from the settings file.
    public func path(_ text: String) -> String { secrets.resolve(text) }

    /// The methods that run.
    public var enabledMethods: [ConfiguredMethod] { methods.filter(\.isEnabled) }
}
