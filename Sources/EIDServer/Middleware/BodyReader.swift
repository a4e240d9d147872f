import Hummingbird
import NIOCore

/// Reads a request's body within limits of size and time.
struct BodyReader: Sendable {
    let limits: ServerLimits

    /// The whole body; a sender that drips bytes is refused as surely as one that floods.
    func read(_ request: Request) async throws(RequestRefusal) -> [UInt8] {
        let limits = self.limits
        let result = await withTaskGroup(of: Result<[UInt8], RequestRefusal>.self) { group in
            group.addTask {
                do {
                    let buffer = try await request.body.collect(upTo: limits.bodyBytes)
                    return .success(Array(buffer.readableBytesView))
                } catch is NIOTooManyBytesError {
                    return .failure(.bodyTooLarge)
                } catch {
                    return .failure(.malformed)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limits.bodyTime)
                return .failure(.bodyTooLate)
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .failure(.malformed)
        }
        return try result.get()
    }
}
