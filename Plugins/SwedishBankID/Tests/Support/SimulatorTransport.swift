import EIDMethod
import EIDSimulator
import FoundationEssentials

/// Mounts a simulator where the network would be; slow answers take no time, they only fail who cannot wait for them.
struct SimulatorTransport: HTTPTransport {
    let simulator: any UpstreamSimulator

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let answer = await simulator.respond(
            to: SimulatorRequest(
                method: request.verb.rawValue,
                path: request.url.path(percentEncoded: true),
                query: request.url.query(percentEncoded: true) ?? "",
                headers: request.headers,
                body: request.body
            )
        )
        if let delay = answer.delay, delay > request.limits.time { throw HTTPFailure(.timedOut, "takes \(delay)") }
        return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    }
}
