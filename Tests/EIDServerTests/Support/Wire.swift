import NIOCore
import NIOPosix

/// HTTP as bytes, so that a test can also send what no client library would.
struct Wire: Sendable {
    let port: Int

    /// Sends a well-formed request and reads its answer.
    func send(
        _ verb: String,
        _ target: String,
        headers: [(String, String)] = [],
        body: String = ""
    ) async throws -> WireAnswer {
        var text = "\(verb) \(target) HTTP/1.1\r\nHost: broker.example\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
        return try await raw(Array((text + "\r\n" + body).utf8))
    }

    /// Sends a form.
    func post(_ target: String, _ form: String, headers: [(String, String)] = []) async throws -> WireAnswer {
        try await send(
            "POST",
            target,
            headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: form
        )
    }

    /// Sends bytes and reads until the server closes the connection.
    func raw(_ bytes: [UInt8]) async throws -> WireAnswer {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            // A server that refuses may close before everything is written.
            try? await outbound.write(ByteBuffer(bytes: bytes))
            var received: [UInt8] = []
            do {
                for try await part in inbound { received += Array(part.readableBytesView) }
            } catch {
                // A reset after the answer is as good as an end.
            }
            return WireAnswer(received)
        }
    }

    /// Sends a head and lets the closure say when which bytes of the body follow; then reads until the server closes the
    /// connection.
    func talk(
        _ head: String,
        _ speak: @Sendable (_ say: (String) async throws -> Void) async throws -> Void
    ) async throws -> WireAnswer {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: head))
            try await speak { try await outbound.write(ByteBuffer(string: $0)) }
            var received: [UInt8] = []
            do { for try await part in inbound { received += Array(part.readableBytesView) } } catch {}
            return WireAnswer(received)
        }
    }

    /// Sends a head, waits for the first of the answer, sends the body, and reads what comes then until the server closes the
    /// connection.
    func wait(_ head: String, then body: String) async throws -> (first: String, answer: WireAnswer) {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: head))
            var parts = inbound.makeAsyncIterator()
            let first = try await parts.next().map { String(buffer: $0) } ?? ""
            try? await outbound.write(ByteBuffer(string: body))
            var received: [UInt8] = []
            do { while let part = try await parts.next() { received += Array(part.readableBytesView) } } catch {}
            return (first, WireAnswer(received))
        }
    }

    /// Sends these bytes and hangs up, without waiting for an answer.
    func hangUp(after text: String) async throws {
        let channel = try await connect()
        try await channel.channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.channel.close()
    }

    /// Sends these bytes, waits for the first of the answer and holds the connection for the length of a closure.
    func listen<Value>(_ text: String, _ body: (_ first: String) async throws -> Value) async throws -> Value {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var first = ""
            for try await part in inbound {
                first = String(buffer: part)
                break
            }
            return try await body(first)
        }
    }

    /// Sends these bytes and reads nothing for the length of a closure.
    func withoutReading(after text: String, _ body: () async throws -> Void) async throws {
        // As below: the server's patience must not run out while the test waits for its turn.
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FirstWords(text))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try await body()
        try? await channel.close()
    }

    /// Opens connections that send these bytes and then nothing, for the length of a closure.
    func holding(_ count: Int, sending text: String, _ body: () async throws -> Void) async throws {
        var channels: [NIOAsyncChannel<ByteBuffer, ByteBuffer>] = []
        for _ in 0..<count {
            let channel = try await connect()
            try await channel.channel.writeAndFlush(ByteBuffer(string: text))
            channels.append(channel)
        }
        try await body()
        for channel in channels { try? await channel.channel.close() }
    }

    /// Opens a connection, sends these bytes and waits until the server has closed it.
    func waitForClose(after text: String) async throws {
        // A server that closes after a while must not win against a test task that waits for its turn.
        let channel = try await connect(sending: text)
        try await channel.executeThenClose { inbound, _ in
            do { for try await _ in inbound {} } catch {}
        }
    }

    private func connect(sending text: String = "") async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if !text.isEmpty { try channel.pipeline.syncOperations.addHandler(FirstWords(text)) }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Sends bytes on the event loop as soon as the connection stands.
    private final class FirstWords: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let text: String

        init(_ text: String) { self.text = text }

        func channelActive(context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.fireChannelActive()
        }
    }
}
