import EIDItsmeSimulator
import EIDSimulator
import EIDSimulatorServer
import FoundationEssentials
import Logging

/// A broker in a process of its own, an upstream in this one, and the files that both need.
struct LoginStack: Sendable {
    let profile: Profile
    let files: StackFiles
    let program: String
    let upstream: MeteredUpstream
    let broker: BrokerChild

    var issuer: String { files.issuer }

    /// Runs a measurement against a fresh broker.
    static func with(
        _ profile: Profile,
        program: String,
        keepsFolder: Bool,
        _ body: (LoginStack) async throws -> Void
    ) async throws {
        let files = try StackFiles(profile: profile)
        defer { keepsFolder ? print("kept \(files.folder)") : files.remove() }
        let simulator = try ItsmeSimulator(
            configuration: .load(yaml: files.simulatorSettings),
            download: { try await PartnerDownload()($0) }
        )
        let upstream = MeteredUpstream(simulator)
        var log = Logger(label: "upstream")
        log.logLevel = .critical
        let server = SimulatorServer(upstream, port: files.simulatorPort, logger: log)
        let serving = Task { try await server.run() }
        defer { serving.cancel() }
        let broker = try files.start(program)
        defer { broker.stop() }
        try await body(
            LoginStack(profile: profile, files: files, program: program, upstream: upstream, broker: broker)
        )
    }

    /// Starts further brokers on the same files, one after the other; the median of their start-up times.
    func measureStartUp(times: Int) throws -> Duration {
        let durations = try (0..<times).map { _ in
            let child = try files.again().start(program)
            child.stop()
            return child.startUp
        }
        return durations.sorted()[times / 2]
    }
}
