public import EIDSimulator
import HTTPTypes
import Hummingbird
import HummingbirdTLS
public import Logging
import NIOCore
public import ServiceLifecycle

/// Serves a simulator on a port, over TLS with client certificates where it is told to.
public struct SimulatorServer: Service {
    private let simulator: any UpstreamSimulator
    private let host: String
    private let port: Int
    private let mutualTLS: MutualTLS?
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void

    /// Makes a server; port 0 lets the system choose, and `onListening` tells which port it became.
    public init(
        _ simulator: any UpstreamSimulator,
        host: String = "127.0.0.1",
        port: Int = 0,
        mutualTLS: MutualTLS? = nil,
        logger: Logger = Logger(label: "simulator"),
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.simulator = simulator
        self.host = host
        self.port = port
        self.mutualTLS = mutualTLS
        self.logger = logger
        self.onListening = onListening
    }

    /// Serves until shut down.
    public func run() async throws {
        let (simulator, onListening, isMutual) = (simulator, onListening, mutualTLS != nil)
        let application = Application(
            responder: CallbackResponder<CallerContext> { request, context in
                let name = isMutual ? try await context.clientCertificateName() : nil
                return try await Self.answer(request, of: context, named: name, from: simulator)
            },
            server: try mutualTLS.map { try .tls(tlsConfiguration: $0.configuration) } ?? .http1(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "eid-simulator"),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        try await application.run()
    }

    private static func answer(
        _ request: Request,
        of caller: CallerContext,
        named certificateName: String?,
        from simulator: any UpstreamSimulator
    ) async throws -> Response {
        let target = request.head.path ?? "/"
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: 256 * 1024)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge)
        }
        let answer = await simulator.respond(
            to: SimulatorRequest(
                method: request.method.rawValue,
                path: String(parts.first ?? "/"),
                query: parts.count > 1 ? String(parts[1]) : "",
                headers: request.headers.map { (name: $0.name.rawName, value: $0.value) },
                body: Array(body.readableBytesView),
                // Without an address nobody is taken for a local caller.
                remoteAddress: caller.remoteAddress?.ipAddress ?? "",
                clientCertificateName: certificateName
            )
        )
        if let delay = answer.delay { try await Task.sleep(for: delay) }
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }
}
