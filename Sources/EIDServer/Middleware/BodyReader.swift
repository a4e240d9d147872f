import Hummingbird
import NIOCore

/// Reads a request's body within limits of size and time.
struct BodyReader: Sendable {
    let limits: ServerLimits

    /// The whole body; a sender that drips bytes is refused as surely as one that floods.
    func read(_ request: Request, upTo limit: Int, on channel: any Channel) async throws(RequestRefusal) -> [UInt8] {
        // RFC 9112 §6.3: without either field a request has no body, and nothing need be waited for.
        guard request.headers[.contentLength] != nil || request.headers[.transferEncoding] != nil else { return [] }
        Expectation(of: request, on: channel)?.meet()
        let result = await TimeLimit.run(limits.bodyTime, on: channel.eventLoop) {
            () -> Result<[UInt8], RequestRefusal> in
            do {
                let buffer = try await request.body.collect(upTo: limit)
                return .success(Array(buffer.readableBytesView))
            } catch is NIOTooManyBytesError {
                return .failure(.bodyTooLarge)
            } catch {
                return .failure(.malformed)
            }
        }
        guard let result else { throw .bodyTooLate }
        return try result.get()
    }
}
