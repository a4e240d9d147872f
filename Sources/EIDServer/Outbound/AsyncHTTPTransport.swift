import AsyncHTTPClient
public import EIDMethod
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Outbound HTTP over async-http-client: pooled connections, no redirects, no cookies, bounded time and size.
///
/// It calls whatever URL it is given; `guarded` puts the rules about URLs in front of it.
public struct AsyncHTTPTransport: HTTPTransport {
    private let pool: ConnectionPool

    /// Opens a pool of connections; it closes when the last copy of this value is gone.
    public init(_ configuration: OutboundConfiguration = OutboundConfiguration()) throws {
        pool = try ConnectionPool(configuration)
    }

    /// A transport that calls https URLs only (and http on loopback where a development switch says so).
    public static func guarded(
        _ configuration: OutboundConfiguration = OutboundConfiguration(),
        allowsLoopbackHTTP: Bool = false
    ) throws -> GuardedTransport {
        GuardedTransport(
            try AsyncHTTPTransport(configuration),
            allowsLoopbackHTTP: allowsLoopbackHTTP,
            keepsTime: false
        )
    }

    /// Sends one request and collects the whole answer within the request's limits.
    ///
    /// The client's calls for Swift's concurrency start tasks of their own, which wake other threads; a delegate stays on
    /// the event loop that asks.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        var limits = request.limits
        if let longest = pool.callTime { limits.time = min(limits.time, longest) }
        do {
            let call = pool.client.execute(
                request: try Self.outgoing(request),
                delegate: AnswerCollector(longestBody: limits.bodyBytes),
                deadline: .now() + TimeAmount(limits.time)
            )
            return try await withTaskCancellationHandler {
                try await call.get()
            } onCancel: {
                call.cancel()
            }
        } catch {
            throw HTTPFailure(mapping: error)
        }
    }

    private static func outgoing(_ request: HTTPRequest) throws -> HTTPClient.Request {
        let method: HTTPMethod =
            switch request.verb {
            case .get: .GET
            case .post: .POST
            case .delete: .DELETE
            }
        let hasBody = !request.body.isEmpty || request.verb == .post
        return try HTTPClient.Request(
            url: request.url,
            method: method,
            headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
            body: hasBody ? .bytes(request.body) : nil
        )
    }
}
