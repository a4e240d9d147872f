import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL

/// Owns an `HTTPClient`, which must be shut down before it goes away.
final class ConnectionPool: Sendable {
    let client: HTTPClient
    /// The longest time for a whole call, if the operator set one.
    let callTime: Duration?

    init(_ configuration: OutboundConfiguration) throws {
        callTime = configuration.callTime
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
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.connectionsPerHost
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }

    deinit {
        client.shutdown { _ in }
    }
}
