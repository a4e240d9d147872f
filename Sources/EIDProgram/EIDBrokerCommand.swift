import ArgumentParser
import EIDBroker

/// The command line of the broker.
struct EIDBrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        // As it was called: the executable need not be ours.
        commandName: CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "eid-broker",
        abstract: "A self-hosted broker for electronic identities.",
        version: "eid-broker \(BrokerVersion.current)",
        subcommands: [
            Serve.self, Check.self, Methods.self, Schema.self, Keys.self, VerifyFile.self, Evidence.self,
            SignFile.self, PluginCommand.self,
        ]
    )
}
