import ArgumentParser
import EIDSimulator
import EIDSimulatorServer
import Logging
import ServiceLifecycle
import UnixSignals

/// `eid-simulator NAME`: listens as one of the simulators that need no settings file.
struct ServeCommand<Served: ServedSimulator>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Served.name,
            abstract: Served.abstract,
            discussion: "People and faults are played by the control API at /control, from this machine alone."
        )
    }

    @Option(help: "Listen on this address.") var host = "127.0.0.1"
    @Option(help: "Listen on this port.") var port = Served.port
    @Option(help: "The address that others use, instead of http://localhost and the port.") var address: String?
    @Option(help: "The folder where what a broker must know is written.") var keys = ".demo/keys"
    @Option(help: "Where the broker takes callbacks, for simulators that know their clients.")
    var callback = "http://localhost:8480/callback/\(Served.name)"
    @Option(help: "Somebody who approves everything by themselves after three seconds.") var approve: String?

    func run() async throws {
        let logger = Logger(label: "eid-simulator")
        let simulator = try Served.make(
            at: address ?? "http://localhost:\(port)",
            ServedBroker(folder: keys, callback: callback)
        )
        if let approve {
            guard let app = simulator as? any AppSimulator, app.letEverybodyApprove(as: approve, after: 3) else {
                throw ValidationError("--approve must name one of the people of this simulator, if it has any.")
            }
        }
        let server = SimulatorServer(
            ControlledSimulator(simulator),
            host: host,
            port: port,
            logger: logger,
            onListening: { port in
                logger.notice("listening", metadata: ["port": "\(port)", "simulator": "\(Served.name)"])
            }
        )
        let group = ServiceGroup(services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
    }
}
