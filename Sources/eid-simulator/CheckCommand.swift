import ArgumentParser
import EIDItsmeSimulator

/// `eid-simulator check --config FILE`: lists everything that is wrong and opens no port.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a settings file without listening."
    )

    @Option(help: "The settings file.") var config: String

    func run() throws {
        let file = try SimulatorFile(path: config)
        _ = try file.mutualTLSFiles()
        print(
            "\(file.configuration.issuer): \(file.configuration.clients.count) clients, "
                + "\(file.configuration.personas.count) people"
        )
    }
}
