import EIDJSON
import EIDMethod

/// Outbound HTTP of a method in a process of its own: the broker calls for it.
struct SocketTransport: HTTPTransport {
    let peer: Peer?
    let instance: Int64

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard let peer else { throw HTTPFailure(.unreachable, "the broker is gone") }
        let content: JSON = ["instance": .integer(instance), "request": request.wire]
        // The broker keeps the time; a little later nobody would.
        let result = await peer.call("http", content, within: request.limits.time + .seconds(5))
        let answer: JSONValue
        switch result {
        case .success(let json): answer = json
        case .failure(.refused(let json)):
            let failure = try? HTTPFailure(wire: json)
            throw failure ?? HTTPFailure(.unreachable, "the broker answers outside of the protocol")
        case .failure(.late): throw HTTPFailure(.timedOut, "the broker does not answer")
        case .failure: throw HTTPFailure(.unreachable, "the call was given up")
        }
        do throws(JSONError) { return try HTTPResponse(wire: answer) } catch {
            throw HTTPFailure(.unreachable, "the broker answers outside of the protocol")
        }
    }
}
