import EIDMethod
import EIDSimulator
import FoundationEssentials

/// Mounts a simulator where the network would be.
struct SimulatedUpstream: HTTPTransport {
    let simulator: any UpstreamSimulator
    /// The common name of the certificate that the connection shows.
    var certificateName: String?

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let answer = await simulator.respond(
            to: SimulatorRequest(
                method: request.verb.rawValue,
                path: request.url.path(percentEncoded: true),
                query: request.url.query(percentEncoded: true) ?? "",
                headers: request.headers,
                body: request.body,
                clientCertificateName: certificateName
            )
        )
        return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    }
}
