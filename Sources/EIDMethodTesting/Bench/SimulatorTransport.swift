public import EIDMethod
public import EIDSimulator
import FoundationEssentials

/// Mounts a simulator where the network would be; slow answers take no time, they only fail who cannot wait for them.
public struct SimulatorTransport: HTTPTransport {
    private let simulator: any UpstreamSimulator
    private let certificateName: String?

    /// Mounts a simulator; `certificateName` is the common name of the certificate that the connection shows.
    public init(simulator: any UpstreamSimulator, certificateName: String? = nil) {
        self.simulator = simulator
        self.certificateName = certificateName
    }

    /// Lets the simulator answer.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
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
        if let delay = answer.delay, delay > request.limits.time { throw HTTPFailure(.timedOut, "takes \(delay)") }
        return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
    }
}
