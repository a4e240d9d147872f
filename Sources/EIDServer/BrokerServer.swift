public import EIDBroker
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
public import ServiceLifecycle

/// The broker on a port: HTTP to its clients, pages to people.
///
/// `run()` ends after a graceful shutdown, once the requests in progress have their answers.
public struct BrokerServer: Service {
    private let front: any FrontDoor
    private let signing: (any SigningDoor)?
    private let configuration: ServerConfiguration
    private let log: Logger
    private let responder: BrokerResponder
    private let tls: TLSConfiguration?
    private let onListening: @Sendable (Int) async -> Void

    /// Makes a server; reads the certificate, so that a wrong path is found before the port opens.
    ///
    /// `onListening` hears the port once connections are taken.
    public init(
        broker: Broker,
        configuration: ServerConfiguration,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        try self.init(
            front: broker,
            signing: broker,
            configuration: configuration,
            log: log,
            onListening: onListening
        )
    }

    /// Makes a server for stages and tests, which play the core or a part of it.
    package init(
        front: any FrontDoor,
        signing: (any SigningDoor)?,
        configuration: ServerConfiguration,
        log: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        self.front = front
        self.signing = signing
        self.configuration = configuration
        self.log = log
        self.onListening = onListening
        responder = try BrokerResponder(front: front, signing: signing, configuration: configuration, log: log)
        tls = try configuration.tls.map { try TLSConfiguration(serving: $0) }
    }

    /// Serves until shut down.
    public func run() async throws {
        let limits = configuration.limits
        var application = Application(
            responder: responder,
            server: server(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)
            ),
            onServerRunning: { [onListening] channel in
                await onListening(channel.localAddress?.port ?? 0)
            },
            logger: quiet(log)
        )
        application.addServices(ExpiryService(front: front))
        if let signing { application.addServices(EventService(signing: signing)) }
        do { try await application.run() } catch {
            throw ListeningFailure(error, configuration) ?? error
        }
    }

    private func server() -> HTTPServerBuilder {
        let limits = configuration.limits
        // The decoder's own limits are wider than ours, so that our answer says what is wrong; beyond them it is a bare 400.
        let channel = HTTP1Channel.Configuration(
            idleTimeout: TimeAmount(limits.idleTime),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytes * 2,
                maxHeaderListSize: limits.headerBytes * 2,
                maxHeaderFieldCount: 200
            )
        )
        return HTTPServerBuilder { [tls] responder in
            let plain = HTTP1Channel(responder: responder, configuration: channel)
            guard let tls else { return LoopBoundChannel(base: plain) }
            return LoopBoundChannel(base: try TLSChannel(plain, tlsConfiguration: tls))
        }
    }

    /// Hummingbird's own messages name addresses and parse errors; warnings are enough.
    private func quiet(_ log: Logger) -> Logger {
        var log = log
        log.logLevel = max(log.logLevel, .warning)
        return log
    }
}
