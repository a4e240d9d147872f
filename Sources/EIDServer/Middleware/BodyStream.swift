import EIDBroker
import Hummingbird
import NIOCore
import Synchronization

/// A body that is read while it arrives: the next piece is taken from the connection when somebody asks for it, so that a
/// large one is never in memory as a whole.
final class BodyStream: Sendable {
    private struct Progress {
        var received = 0
        var credit: TransferCredit
        var isComplete: Bool
        var refusal: RequestRefusal?
        var expectation: Expectation?
    }

    /// What the request announced; `nil` for a chunked body.
    let declaredSize: Int?
    private let limit: Int
    private let loop: any EventLoop
    private let progress: Mutex<Progress>
    private let source: Source?

    init(_ request: Request, limits: ServerLimits, on channel: any Channel) {
        declaredSize = request.headers[.contentLength].flatMap { Int($0) }
        limit = limits.documentBytes
        loop = channel.eventLoop
        let hasBody = declaredSize != nil || request.headers[.transferEncoding] != nil
        let credit = TransferCredit(most: limits.bodyTime, bytesPerSecond: limits.documentBytesPerSecond)
        let expectation = hasBody ? Expectation(of: request, on: channel) : nil
        progress = Mutex(Progress(credit: credit, isComplete: !hasBody, expectation: expectation))
        source = hasBody ? Source(request.body.makeAsyncIterator()) : nil
    }

    /// Why the body was not taken to its end.
    var refusal: RequestRefusal? { progress.withLock { $0.refusal } }

    /// Whether nothing more of the request is on the way.
    var isComplete: Bool { progress.withLock { $0.isComplete } }

    /// The pieces, for one reader.
    var pieces: AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { try await self.next() }
    }

    /// The next piece, or `nil` behind the last one; what goes wrong once goes wrong ever after.
    private func next() async throws(RequestRefusal) -> [UInt8]? {
        let (credit, isComplete, refusal) = progress.withLock { ($0.credit.left, $0.isComplete, $0.refusal) }
        if let refusal { throw refusal }
        if isComplete { return nil }
        progress.withLock { $0.expectation.take() }?.meet()
        let start = ContinuousClock.now
        let arrived = await TimeLimit.run(credit, on: loop) { await self.arrival() }
        let outcome = arrived ?? .failure(.bodyTooLate)
        return try progress.withLock { (progress) throws(RequestRefusal) -> [UInt8]? in
            do throws(RequestRefusal) {
                return try account(for: outcome.get(), after: .now - start, in: &progress)
            } catch {
                progress.refusal = error
                throw error
            }
        }
    }

    private func account(
        for piece: [UInt8]?,
        after pause: Duration,
        in progress: inout Progress
    ) throws(RequestRefusal) -> [UInt8]? {
        guard let piece else {
            // A connection that ends early may look like the end of the body.
            guard declaredSize == nil || declaredSize == progress.received else { throw .malformed }
            progress.isComplete = true
            return nil
        }
        guard piece.count <= limit - progress.received else { throw .documentTooLarge }
        progress.received += piece.count
        progress.credit.spend(pause, for: piece.count)
        return piece
    }

    private func arrival() async -> Result<[UInt8]?, RequestRefusal> {
        do {
            return .success(try await source?.next().map { Array($0.readableBytesView) })
        } catch {
            return .failure(.malformed)
        }
    }

    /// The connection's side.
    ///
    /// Unchecked, since an iterator is not `Sendable`: the flag lets one caller at a time touch it, and taking and giving
    /// back the flag orders what one caller wrote before what the next one reads.
    private final class Source: @unchecked Sendable {
        private var iterator: RequestBody.AsyncIterator
        private let isTaken = Atomic(false)

        init(_ iterator: sending RequestBody.AsyncIterator) { self.iterator = iterator }

        func next() async throws -> ByteBuffer? {
            // Two readers at a time would each get a part.
            guard !isTaken.exchange(true, ordering: .acquiring) else { throw RequestRefusal.malformed }
            defer { isTaken.store(false, ordering: .releasing) }
            return try await iterator.next()
        }
    }
}
