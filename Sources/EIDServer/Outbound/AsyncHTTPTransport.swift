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
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let client = pool.client
        var request = request
        if let longest = pool.callTime { request.limits.time = min(request.limits.time, longest) }
        // The client's own deadline ends the wait for a head; this one also ends a body that arrives drop by drop.
        let result = await TimeLimit.run(request.limits.time, on: client.eventLoopGroup.any()) { [request] in
            await Self.exchange(request, with: client)
        }
        guard let result else {
            throw HTTPFailure(.timedOut, "no complete answer within \(request.limits.time)")
        }
        return try result.get()
    }

    private static func exchange(
        _ request: HTTPRequest,
        with client: HTTPClient
    ) async -> Result<HTTPResponse, HTTPFailure> {
        do {
            let answer = try await client.execute(outgoing(request), deadline: .now() + TimeAmount(request.limits.time))
            var body: [UInt8] = []
            for try await part in answer.body {
                guard part.readableBytes <= request.limits.bodyBytes - body.count else {
                    // Leaving the loop drops the body, which closes the connection.
                    return .failure(HTTPFailure(.tooLarge, "more than \(request.limits.bodyBytes) bytes"))
                }
                body.append(contentsOf: part.readableBytesView)
            }
            let headers = answer.headers.map { (name: $0.name, value: $0.value) }
            return .success(HTTPResponse(status: Int(answer.status.code), headers: headers, body: body))
        } catch {
            return .failure(HTTPFailure(mapping: error))
        }
    }

    private static func outgoing(_ request: HTTPRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url.absoluteString)
        switch request.verb {
        case .get: outgoing.method = .GET
        case .post: outgoing.method = .POST
        case .delete: outgoing.method = .DELETE
        }
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        if !request.body.isEmpty || request.verb == .post { outgoing.body = .bytes(request.body) }
        return outgoing
    }
}
