import ArgumentParser

/// The command line of the broker.
@main
struct EIDBrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eid-broker",
        abstract: "A self-hosted broker for electronic identities.",
        subcommands: [
            Serve.self, Check.self, Methods.self, Schema.self, Keys.self, VerifyFile.self, Evidence.self,
            SignFile.self,
        ]
    )
}
