import AsyncHTTPClient
import EIDMethod
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
        let tls = try Self.tls(configuration)
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

    /// Reads every file and key here, so that what is wrong with them is found at start-up and not at the first sign-in.
    private static func tls(_ configuration: OutboundConfiguration) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let trust = configuration.trust {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(trust))
        } else if let file = configuration.additionalTrustRoots {
            tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
        }
        guard let identity = configuration.identity else { return tls }
        tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(identity.certificate).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.reveal().utf8), format: .pem))
        // The client makes its context late; this one shows now whether the key is the certificate's.
        _ = try NIOSSLContext(configuration: tls)
        return tls
    }

    deinit {
        for (_, client) in clients { client.shutdown { _ in } }
    }
}
