import NIOCore
import NIOHTTP1

/// Drops what clients of HTTP/1.0 expect: they know no answer before the answer (RFC 9110 §10.1.1).
final class OldExpectations: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0,
            head.headers.contains(name: "Expect")
        else { return context.fireChannelRead(data) }
        head.headers.remove(name: "Expect")
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
