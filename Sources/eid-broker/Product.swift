import EIDItsme
import EIDMethod
import EIDServer
import EIDSettings

/// What this executable was built with: the one place that names plugins.
enum Product {
    /// The installed methods; settings decide which of them run.
    static let registry = MethodRegistry(ItsmeProvider.self)
    /// Every setting that a file for this executable may hold.
    static let table = SettingsTable(registry: registry, server: ServerConfiguration.settings)
}
