import AsyncHTTPClient
import EIDMethod
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects the answer to one call, up to its longest body.
final class AnswerCollector: HTTPClientResponseDelegate {
    private let longestBody: Int
    private let answer = Mutex(HTTPResponse(status: 0))

    init(longestBody: Int) { self.longestBody = longestBody }

    func didReceiveHead(task: HTTPClient.Task<HTTPResponse>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        answer.withLock { answer in
            answer.status = Int(head.status.code)
            answer.headers = head.headers.map { (name: $0.name, value: $0.value) }
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    /// A failure ends the call, and with it the connection.
    func didReceiveBodyPart(task: HTTPClient.Task<HTTPResponse>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = answer.withLock { answer in
            guard part.readableBytes <= longestBody - answer.body.count else { return false }
            answer.body.append(contentsOf: part.readableBytesView)
            return true
        }
        guard fits else {
            return task.eventLoop.makeFailedFuture(HTTPFailure(.tooLarge, "more than \(longestBody) bytes"))
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPResponse>) -> HTTPResponse { answer.withLock { $0 } }
}
