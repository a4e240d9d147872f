import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Owns an `HTTPClient` for each event loop; all must be shut down before they go away.
///
/// A client of all loops takes any connection that is free, and then two threads pass each call to and fro.
final class ConnectionPool: Sendable {
    private let clients: [(loop: any EventLoop, client: HTTPClient)]
    /// The longest time for a whole call, if the operator set one.
    let callTime: Duration?

    init(_ configuration: OutboundConfiguration) throws {
        callTime = configuration.callTime
        let loops = Array(MultiThreadedEventLoopGroup.singleton.makeIterator())
        var settings = try Self.settings(configuration)
        // The limit is that of all loops together.
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            (configuration.connectionsPerHost + loops.count - 1) / max(1, loops.count)
        clients = loops.map { ($0, HTTPClient(eventLoopGroupProvider: .shared($0), configuration: settings)) }
    }

    /// The client of the event loop that asks, or of any where none does.
    var client: HTTPClient {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        return (clients.first { $0.loop === loop } ?? clients[0]).client
    }

    private static func settings(_ configuration: OutboundConfiguration) throws -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let file = configuration.additionalTrustRoots {
            // Read here, so that a wrong path is found at start-up and not at the first sign-in.
            tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
        }
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(configuration.connectTime)),
            decompression: .enabled(limit: .size(configuration.decompressedBytes))
        )
        settings.httpVersion = .http1Only
        // A method says "unavailable" at once; whether to try again is for the person to decide, not for a hidden loop.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.connectionPool.idleTimeout = .seconds(30)
        return settings
    }

    deinit {
        for (_, client) in clients { client.shutdown { _ in } }
    }
}
