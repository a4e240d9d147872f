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
            return try SettingsFile(path: path, table: BrokerProgram.offer.table, environment: environment).load()
        } catch {
            throw Self.refusal(error)
        }
    }

    /// Exit status 1, with every problem on standard error.
    static func refusal(_ problems: SettingsProblems) -> ExitCode {
        let count = problems.problems.count
        Terminal.complain("\(problems)\n\(count == 1 ? "1 problem" : "\(count) problems")")
        return ExitCode(1)
    }
}
