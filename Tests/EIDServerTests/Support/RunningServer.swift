import EIDMethod
import FoundationEssentials
import Logging
import ServiceLifecycle
import Testing

@testable import EIDServer

/// A server on a port of the system's choice, for the length of one closure.
enum RunningServer {
    /// Starts a server, calls the closure with a client for it, and shuts the server down gracefully.
    static func with<Value: Sendable>(
        _ front: ScriptedFront = ScriptedFront(),
        issuer: String = "http://localhost:8480",
        limits: ServerLimits = ServerLimits(),
        trustedProxies: [String] = [],
        tls: ServerConfiguration.TLS? = nil,
        log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @Sendable @escaping (Wire, ServiceGroup) async throws -> Value
    ) async throws -> Value {
        let issuer = try #require(URL(string: issuer))
        let configuration = ServerConfiguration(
            port: 0,
            tls: tls,
            trustedProxies: trustedProxies,
            issuer: issuer,
            limits: limits
        )
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = try BrokerServer(front: front, signing: front, configuration: configuration, log: log) { port in
            continuation.yield(port)
            continuation.finish()
        }
        let group = ServiceGroup(configuration: .init(services: [server], logger: log))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            do {
                let value = try await body(Wire(port: port), group)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return value
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
        }
    }
}
