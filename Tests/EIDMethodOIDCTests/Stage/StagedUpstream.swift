import EIDJOSE
import EIDJSON
import EIDMethod
import FoundationEssentials
import Synchronization

/// An upstream in memory: an answer per path, and a record of what was asked.
final class StagedUpstream: HTTPTransport, Sendable {
    enum Answer: Sendable {
        case response(HTTPResponse)
        case failure(HTTPFailure)
        /// Suspends until somebody gives up.
        case never
    }

    private struct Scene {
        var answers: [String: Answer] = [:]
        var requests: [HTTPRequest] = []
    }

    private let scene = Mutex(Scene())

    func answer(_ path: String, _ answer: Answer) { scene.withLock { $0.answers[path] = answer } }

    func answer(_ path: String, json: JSON, status: Int = 200) {
        answer(path, .response(HTTPResponse(status: status, body: json.serialized())))
    }

    func answer(_ path: String, text: String, status: Int = 200) {
        answer(path, .response(HTTPResponse(status: status, body: Array(text.utf8))))
    }

    var requests: [HTTPRequest] { scene.withLock { $0.requests } }

    func requests(to path: String) -> [HTTPRequest] {
        scene.withLock { $0.requests.filter { $0.url.path == path } }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let answer = scene.withLock { scene in
            scene.requests.append(request)
            return scene.answers[request.url.path]
        }
        // Others get their turn in between, as they would over a network.
        await Task.yield()
        switch answer {
        case .response(let response): return response
        case .failure(let failure): throw failure
        case .never:
            try? await Task.sleep(for: .seconds(3600))
            throw HTTPFailure(.unreachable, "given up")
        case nil: return HTTPResponse(status: 404)
        }
    }
}
