import NIOCore
import NIOPosix
import Synchronization

/// Browsers as far as a broker can tell: each begins a sign-in and then listens to its events.
final class Crowd: Sendable {
    private let port: Int
    private let tally = Tally()
    private let channels = Mutex<[any Channel]>([])

    init(port: Int) { self.port = port }

    /// Codes heard of by all together.
    var events: Int { tally.events.load(ordering: .relaxed) }
    /// Connections that were refused, or that ended.
    var failures: Int { tally.failures.load(ordering: .relaxed) }

    /// Lets people arrive one after the other, and waits until each has seen a code.
    func arrive(_ count: Int, perSecond: Int) async throws -> Duration {
        let start = ContinuousClock.now
        for index in 0..<count {
            let due = start + .seconds(1) * index / perSecond
            if due > .now { try await Task.sleep(until: due) }
            let listener = Listener(tally)
            do {
                let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(listener)
                        }
                    }
                    .connect(host: "127.0.0.1", port: port).get()
                channels.withLock { $0.append(channel) }
            } catch {
                tally.failures.add(1, ordering: .relaxed)
            }
        }
        let patience = ContinuousClock.now + .seconds(60)
        while tally.served.load(ordering: .relaxed) + failures < count, .now < patience {
            try await Task.sleep(for: .milliseconds(50))
        }
        return .now - start
    }

    /// Everybody goes.
    func leave() async {
        tally.isOver.store(true, ordering: .relaxed)
        for channel in channels.withLock({ $0 }) { try? await channel.close() }
    }

    /// What happened to all of them.
    final class Tally: Sendable {
        let events = Atomic(0)
        let failures = Atomic(0)
        let served = Atomic(0)
        let isOver = Atomic(false)
    }

    /// One person's connection: a page, then the stream of its events.
    private final class Listener: ChannelInboundHandler, @unchecked Sendable {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let tally: Tally
        private var page = ""
        private var cookie: String?
        private var isListening = false
        private var isServed = false

        init(_ tally: Tally) { self.tally = tally }

        func channelActive(context: ChannelHandlerContext) {
            send(
                """
                /authorize?response_type=code&client_id=crowd&redirect_uri=https%3A%2F%2Fcrowd.example%2F&scope=openid\
                &state=s&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
                """,
                context
            )
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            guard isListening else {
                page += String(buffer: buffer)
                if page.hasSuffix("</html>\n") || page.hasSuffix("</html>") { listen(context) }
                if page.hasSuffix("\r\n\r\n"), page.hasPrefix("HTTP/1.1 303 ") { follow(context) }
                return
            }
            let codes = Self.count(Array("data: {\"wait\"".utf8), in: buffer.readableBytesView)
            guard codes > 0 else { return }
            tally.events.add(codes, ordering: .relaxed)
            if !isServed {
                isServed = true
                tally.served.add(1, ordering: .relaxed)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            if !tally.isOver.load(ordering: .relaxed) { tally.failures.add(1, ordering: .relaxed) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        /// To the page of the transaction that has begun.
        private func follow(_ context: ChannelHandlerContext) {
            guard let set = page.firstMatch(of: /Set-Cookie: (eid-[^;]+)/.ignoresCase())?.1,
                let path = page.firstMatch(of: /Location: ([^\r]+)/.ignoresCase())?.1
            else { return context.close(promise: nil) }
            cookie = String(set)
            send(String(path), context, cookie: cookie)
            page = ""
        }

        private func listen(_ context: ChannelHandlerContext) {
            guard let cookie, let path = page.firstMatch(of: /data-status="([^"]+)"/)?.1 else {
                return context.close(promise: nil)
            }
            isListening = true
            send("\(path)/events", context, cookie: cookie)
            page = ""
        }

        private func send(_ target: String, _ context: ChannelHandlerContext, cookie: String? = nil) {
            let cookie = cookie.map { "Cookie: \($0)\r\n" } ?? ""
            let text = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(cookie)\r\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }

        private static func count(_ words: [UInt8], in bytes: ByteBufferView) -> Int {
            var (found, index) = (0, bytes.startIndex)
            while let start = bytes[index...].firstIndex(of: words[0]) {
                if bytes[start...].starts(with: words) { found += 1 }
                index = start + 1
            }
            return found
        }
    }
}
