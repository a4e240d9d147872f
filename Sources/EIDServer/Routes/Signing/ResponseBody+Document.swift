import EIDBroker
import Hummingbird
import NIOCore

extension ResponseBody {
    /// A document, piece by piece as its reader takes it.
    ///
    /// The length is announced at the start: where the pieces turn out otherwise, or the reader stops taking them, the
    /// connection ends, and nobody takes a part for the whole.
    init(_ content: DocumentContent, to request: IncomingRequest) {
        let channel = request.channel
        let limits = request.limits
        self.init(contentLength: content.size) { writer in
            var left = content.size
            var credit = TransferCredit(most: limits.idleTime, bytesPerSecond: limits.documentBytesPerSecond)
            for try await piece in content.chunks {
                guard piece.count <= left else { throw ConnectionEnd() }
                left -= piece.count
                let start = ContinuousClock.now
                let stalled = channel.eventLoop.scheduleTask(in: TimeAmount(credit.left)) {
                    channel.close(promise: nil)
                }
                defer { stalled.cancel() }
                try await writer.write(ByteBuffer(bytes: piece))
                credit.spend(.now - start, for: piece.count)
            }
            guard left == 0 else { throw ConnectionEnd() }
            try await writer.finish(nil)
        }
    }
}
