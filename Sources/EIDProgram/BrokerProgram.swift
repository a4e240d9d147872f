import ArgumentParser
public import EIDMethod
import EIDServer
import EIDSettings

/// The broker as a program: its command line, settings file and process, with the methods that an executable offers.
///
/// An executable is this and a list of methods:
/// ```swift
/// @main enum PigeonBroker {
///     static func main() async { await BrokerProgram.main(offering: MethodRegistry(PigeonProvider.self)) }
/// }
/// ```
public enum BrokerProgram {
    /// What the commands work with.
    struct Offer: Sendable {
        /// The installed methods; settings decide which of them run.
        let registry: MethodRegistry
        /// Every setting that a file for this executable may hold.
        let table: SettingsTable

        init(_ registry: MethodRegistry) {
            self.registry = registry
            table = SettingsTable(registry: registry, server: ServerConfiguration.settings)
        }
    }

    /// The offer of the running executable; without one nothing is installed.
    @TaskLocal static var offer = Offer(MethodRegistry())

    /// Runs the command line of the process, and ends it with the command's exit status.
    public static func main(offering registry: MethodRegistry) async {
        await $offer.withValue(Offer(registry)) { await EIDBrokerCommand.main() }
    }
}
