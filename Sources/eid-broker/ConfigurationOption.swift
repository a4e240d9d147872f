import ArgumentParser
import EIDSettings
import FoundationEssentials

/// `--config FILE`, the same for every command that reads settings.
struct ConfigurationOption: ParsableArguments {
    @Option(name: [.customLong("config"), .customShort("c")], help: "The settings file.")
    var path = "eid-broker.yaml"

    /// The settings, or exit status 1 with every problem on standard error.
    func load() throws -> LoadedSettings {
        let environment = ProcessInfo.processInfo.environment
        do throws(SettingsProblems) {
            return try SettingsFile(path: path, table: Product.table, environment: environment).load()
        } catch {
            let count = error.problems.count
            Terminal.complain("\(error)\n\(count == 1 ? "1 problem" : "\(count) problems")")
            throw ExitCode(1)
        }
    }
}
