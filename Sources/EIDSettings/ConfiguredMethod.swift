public import EIDMethod
import Logging

/// One entry of `methods`, read and checked.
public struct ConfiguredMethod: Sendable {
    /// The id that clients and URLs use.
    public let id: String
    /// The plugin that performs it.
    public let plugin: MethodPlugin
    /// What people see instead of the plugin's name.
    public let displayName: String?
    /// The picture that people see instead of the plugin's.
    public let logo: MethodLogo?
    /// Whether it runs.
    public let isEnabled: Bool
    /// The operator's private keys for it.
    public let keys: MethodKeys
    /// How its connections are made, where that is not as for every method.
    public let tls: MethodTLS?
    /// The plugin's own settings, checked against their descriptions.
    package let settings: SettingValue

    init(
        id: String,
        plugin: MethodPlugin,
        displayName: String?,
        logo: MethodLogo?,
        isEnabled: Bool,
        keys: MethodKeys,
        tls: MethodTLS?,
        settings: SettingValue
    ) {
        self.id = id
        self.plugin = plugin
        self.displayName = displayName
        self.logo = logo
        self.isEnabled = isEnabled
        self.keys = keys
        self.tls = tls
        self.settings = settings
    }

    /// What the method has with its settings, which may be other things than the plugin as such; nothing is fetched for it.
    public var descriptor: MethodDescriptor { unconnected.descriptor }

    /// What the method can do with its settings; nothing is fetched for it.
    public var types: Set<MethodType> { unconnected.types }

    /// The forms of a client's hint that can only mean a person of the method; nothing is fetched for it.
    public var loginHints: [LoginHintForm] { unconnected.loginHints }

    /// The method, without anything to call its upstream with.
    var unconnected: Method {
        let services = MethodServices(
            http: Unconnected(),
            clock: .system,
            random: .system,
            log: Logger(label: id) { _ in SwiftLogNoOpLogHandler() }
        )
        return method(services: services)
    }

    private struct Unconnected: HTTPTransport {
        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            throw HTTPFailure(.forbidden, "a description needs no network")
        }
    }

    /// Makes the running method; `services` should have a keyring of this entry's keys.
    public func method(services: MethodServices) -> Method {
        plugin.method(
            id: id,
            displayName: displayName.map { LocalizedText($0) },
            logo: logo,
            settings: settings,
            services: services
        )
    }
}
