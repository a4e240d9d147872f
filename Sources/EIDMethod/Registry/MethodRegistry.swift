/// The plugins that an executable was built with; settings decide which of them run, and under which id.
///
/// A value that is filled in one visible place: `MethodRegistry(PigeonProvider.self, …)`.
public struct MethodRegistry: Sendable {
    /// The plugins, in the order given.
    public let plugins: [MethodPlugin]

    /// Registers providers; two with one name are a wiring mistake.
    public init(_ providers: any MethodProvider.Type...) {
        plugins = providers.map { MethodPlugin($0) }
        precondition(Set(plugins.map(\.name)).count == plugins.count, "two providers have the same name")
    }

    private init(plugins: [MethodPlugin]) { self.plugins = plugins }

    /// The same with a plugin more, such as one that runs in a process of its own; `nil` where its name is taken.
    package func adding(_ plugin: MethodPlugin) -> MethodRegistry? {
        self.plugin(named: plugin.name) == nil ? MethodRegistry(plugins: plugins + [plugin]) : nil
    }

    /// The plugin of a name.
    public func plugin(named name: String) -> MethodPlugin? { plugins.first { $0.name == name } }
}

/// One installed plugin: what it offers, its settings, and how to make methods of it.
public struct MethodPlugin: Sendable {
    /// What it offers.
    public let descriptor: MethodDescriptor
    /// Its settings.
    public let settings: [Setting]
    private let make: @Sendable (String, LocalizedText?, SettingValue, MethodServices) -> Method
    private let check: @Sendable (SettingValue, MethodKeys) -> [ConfigurationIssue]

    /// The plugin's name.
    public var name: String { descriptor.provider }

    init(_ provider: any MethodProvider.Type) {
        self = Self.erase(provider)
    }

    /// A plugin that is no type of this process; `make` gets settings that have passed the check against `settings`.
    package init(
        descriptor: MethodDescriptor,
        settings: [Setting],
        make: @escaping @Sendable (String, LocalizedText?, SettingValue, MethodServices) -> Method
    ) {
        self.descriptor = descriptor
        self.settings = settings
        self.make = make
        check = { value, _ in Setting.issues(in: value, against: settings) }
    }

    private init<Provider: MethodProvider>(erasing provider: Provider.Type) {
        descriptor = Provider.descriptor
        settings = Provider.Configuration.settings
        make = { id, name, value, services in
            let reader = SettingsReader(value, describedBy: Provider.Configuration.settings)
            let configuration = Provider.Configuration(reading: reader)
            let provider = Provider(configuration: configuration, services: services)
            return Method(id: id, displayName: name, provider: provider)
        }
        check = { value, keys in
            let issues = Setting.issues(in: value, against: Provider.Configuration.settings)
            guard issues.isEmpty else { return issues }
            let reader = SettingsReader(value, describedBy: Provider.Configuration.settings)
            return Provider.Configuration(reading: reader).issues(keys: keys)
        }
    }

    private static func erase<Provider: MethodProvider>(_ provider: Provider.Type) -> MethodPlugin {
        MethodPlugin(erasing: provider)
    }

    /// Everything wrong with a method's settings.
    public func issues(settings: SettingValue, keys: MethodKeys) -> [ConfigurationIssue] { check(settings, keys) }

    /// Makes a method under an id, and under a name and logo of its own if people should see others than the plugin's;
    /// `settings` must have passed `issues`.
    public func method(
        id: String,
        displayName: LocalizedText? = nil,
        logo: MethodLogo? = nil,
        settings: SettingValue,
        services: MethodServices
    ) -> Method {
        var method = make(id, displayName, settings, services)
        method.logo = logo ?? method.logo
        return method
    }
}
