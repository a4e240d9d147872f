import ArgumentParser

/// Plays the remote service behind a method, so that nobody needs an account to develop.
@main
struct SimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eid-simulator",
        abstract: "Look-alikes of eID services, for development and tests.",
        subcommands: [ServeItsmeCommand.self, CheckCommand.self, SealCommand.self, CertificateCommand.self]
    )
}
