import ArgumentParser
import EIDItsmeSimulator
import EIDSimulator
import EIDSimulatorServer
import FoundationEssentials
import Logging
import ServiceLifecycle
import UnixSignals

/// `eid-simulator serve --config FILE`: listens as itsme.
struct ServeItsmeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Listen as a simulated itsme.",
        aliases: ["itsme"]
    )

    @Option(help: "The settings file.") var config: String
    @Option(help: "Listen on this address instead of the one in the settings.") var host: String?
    @Option(help: "Listen on this port instead of the one in the settings; 0 lets the system choose.") var port: Int?
    @Option(help: "Seed of all identifiers, instead of the one in the settings.") var seed: UInt64?
    @Option(help: "Stand still at this time, as 2026-02-11T09:30:00Z, until the control API moves the clock.")
    var clock: String?
    @Option(help: "A script that decides upcoming transactions.") var script: String?
    @Option(help: "How many seconds a partner may take for what it publishes; itsme gives it one.") var patience = 1

    func validate() throws {
        guard (1...60).contains(patience) else { throw ValidationError("--patience must be 1 to 60 seconds.") }
    }

    func run() async throws {
        let file = try SimulatorFile(path: config)
        var configuration = file.configuration
        if let script {
            configuration.script += try ItsmeSimulatorConfiguration.loadScript(yaml: TextFile.read(script))
        }
        let logger = Logger(label: "eid-simulator")
        let download = PartnerDownload(timeout: .seconds(patience))
        let simulator = try ItsmeSimulator(
            configuration: configuration,
            clock: try simulatorClock(),
            seed: seed ?? file.seed,
            keys: try file.keys(),
            log: { logger.notice("rule broken", metadata: ["violation": "\($0)"]) },
            download: { try await download($0) }
        )
        let issuer = configuration.issuer
        let server = SimulatorServer(
            simulator,
            host: host ?? file.host,
            port: port ?? file.port,
            logger: logger,
            onListening: { port in
                logger.notice("listening", metadata: ["port": "\(port)", "issuer": "\(issuer)"])
            }
        )
        let group = ServiceGroup(
            services: [server] + (try mutualServer(of: simulator, file, logger)),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        try await group.run()
    }

    /// The second port: the same simulator, which then knows its callers by their certificates.
    private func mutualServer(
        of simulator: ItsmeSimulator,
        _ file: SimulatorFile,
        _ logger: Logger
    ) throws -> [SimulatorServer] {
        guard let settings = file.mutualTLS, let files = try file.mutualTLSFiles() else { return [] }
        return [
            SimulatorServer(
                simulator,
                host: settings.host,
                port: settings.port,
                mutualTLS: files,
                logger: logger,
                onListening: { port in
                    logger.notice("listening for client certificates", metadata: ["port": "\(port)"])
                }
            )
        ]
    }

    private func simulatorClock() throws -> SimulatorClock {
        guard let clock else { return SimulatorClock() }
        guard let time = try? Date(clock, strategy: .iso8601) else {
            throw ValidationError("--clock must be a time such as 2026-02-11T09:30:00Z.")
        }
        return SimulatorClock(fixedAt: time)
    }
}
