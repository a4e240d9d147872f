import EIDBroker
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypesHTTP1

/// A connection whose requests are handled on its own event loop.
struct LoopBoundChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        // NIO keeps a buffer for each connection. Two kilobytes are its first guess, and a request rarely has one.
        let buffers = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 65_536)
        return channel.setOption(.recvAllocator, value: buffers).flatMap {
            base.setup(channel: channel, logger: logger)
        }.flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            // Behind this one nobody knows any more which version of HTTP it was.
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(OldExpectations(), position: .before(codec))
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        let executor = EventLoopExecutor(value.channel.eventLoop)
        await withTaskExecutorPreference(executor) {
            await StepExecutor.$current.withValue(executor) {
                await base.handle(value: value, logger: logger)
            }
        }
    }
}
