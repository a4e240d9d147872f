import NIOCore
import NIOPosix
import Synchronization

/// An upstream that answers each connection with these bytes, whatever it was asked.
final class ScriptedUpstream: Sendable {
    /// What it does.
    enum Behaviour: Sendable {
        /// Sends these bytes and closes.
        case answers([UInt8])
        /// Reads and says nothing.
        case isSilent
        /// Sends a head, then one byte every few milliseconds, for ever.
        case drips
        /// Sends a head, then zeros as fast as they are taken, for ever.
        case floods
    }

    private let connections = Mutex(0)

    /// How many connections were made.
    var connectionCount: Int { connections.withLock { $0 } }

    /// Listens for the length of a closure, which gets the port.
    func with<Value: Sendable>(
        _ behaviour: Behaviour,
        _ body: (Int) async throws -> Value
    ) async throws -> Value {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    self.connections.withLock { $0 += 1 }
                    try channel.pipeline.syncOperations.addHandler(Handler(behaviour))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let value = try await body(server.localAddress?.port ?? 0)
            try await server.close()
            return value
        } catch {
            try await server.close()
            throw error
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let behaviour: Behaviour
        private var hasAnswered = false

        init(_ behaviour: Behaviour) { self.behaviour = behaviour }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !hasAnswered else { return }
            hasAnswered = true
            let channel = context.channel
            let head = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"
            switch behaviour {
            case .answers(let bytes):
                channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in channel.close(promise: nil) }
            case .isSilent: break
            case .drips:
                channel.writeAndFlush(ByteBuffer(string: head), promise: nil)
                let drip = channel.eventLoop.scheduleRepeatedTask(
                    initialDelay: .zero,
                    delay: .milliseconds(5)
                ) { _ in channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil) }
                channel.closeFuture.whenComplete { _ in drip.cancel() }
            case .floods:
                channel.writeAndFlush(ByteBuffer(string: head), promise: nil)
                Self.flood(channel)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private static func flood(_ channel: any Channel) {
            channel.writeAndFlush(ByteBuffer(repeating: 0, count: 16 * 1024)).whenSuccess { flood(channel) }
        }
    }
}
