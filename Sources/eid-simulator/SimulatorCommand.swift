import ArgumentParser

/// Plays the remote service behind a method, so that nobody needs an account to develop.
@main
struct SimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eid-simulator",
        abstract: "Look-alikes of eID services, for development and tests.",
        subcommands: [ServeItsmeCommand.self, CheckCommand.self, SealCommand.self, CertificateCommand.self] + others
    )

    /// The simulators without a settings file, one line each.
    private static let others: [any ParsableCommand.Type] = [
        ServeCommand<ServedSmartID>.self,
        ServeCommand<ServedBankID>.self,
        ServeCommand<ServedOpenIDConnect>.self,
    ]
}
