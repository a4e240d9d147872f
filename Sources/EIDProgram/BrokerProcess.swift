import EIDBroker
import EIDKeyring
import EIDMethod
import EIDServer
import EIDSettings
import EIDStorageSQLite
import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// The parts of a running broker, put together.
struct BrokerProcess {
    let settings: LoadedSettings
    /// What runs beside the server and ends after it.
    var external: ExternalMethods?
    let log: Logger
    var clock = WallClock.system
    /// Whether a subject secret that is not the one of before is meant so.
    var takesNewSubjects = false

    /// Serves until a signal ends it.
    func run() async throws {
        // In a terminal, the end of the terminal is the end of the broker.
        let hangUps = isatty(STDERR_FILENO) == 0 ? await HangUpNotes(log: log) : nil
        let issuer = settings.broker.issuer.absoluteString
        let store = try await settings.checked(store, takingNewSubjects: takesNewSubjects)
        let service = try service(over: store) { port in
            StartUpPages.release()
            Terminal.announce("eid-broker is ready: \(issuer) (port \(port))")
        }
        try await ServiceGroup(
            // The last one is told first: sign-ins under way still find their methods.
            services: (hangUps.map { [$0 as any Service] } ?? []) + (external.map { [$0 as any Service] } ?? []) + [
                service
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: log
        ).run()
    }

    /// The server with everything below it, over a store that is open or one that it opens; `onListening` hears the port.
    func service(
        over opened: (any RecordStore)? = nil,
        onListening: @escaping @Sendable (Int) async -> Void
    ) throws -> BrokerServer {
        let transports = try OutboundTransports(settings)
        var configuration = settings.broker
        configuration.signing?.allowsLoopback = settings.server.boolean("allowLoopbackHTTP")
        let broker = try Broker(
            configuration: configuration,
            methods: settings.enabledMethods.map { method($0, transports[$0]) },
            store: try opened ?? store(),
            trustHTTP: transports.certificates,
            clock: clock,
            log: log
        )
        return try BrokerServer(
            broker: broker,
            configuration: settings.serverConfiguration,
            log: log,
            onListening: onListening
        )
    }

    private func method(_ entry: ConfiguredMethod, _ transport: any HTTPTransport) -> Method {
        var log = log
        log[metadataKey: "method"] = "\(entry.id)"
        return entry.method(
            services: MethodServices(
                http: transport,
                clock: clock,
                random: .system,
                keyring: PrivateKeyring(entry.keys),
                log: log
            )
        )
    }

    private func store() throws -> any RecordStore {
        switch settings.storage {
        case .memory: InMemoryRecordStore(clock: clock)
        case .sqlite(let path): try SQLiteRecordStore(path: path, clock: clock)
        }
    }
}
