import EIDMethod
import FoundationEssentials

/// Keeps whoever asks a host in haste waiting until it is told to let go, and then has no answer; all others go through.
final class SlowForTheHasty: HTTPTransport {
    private let services: any HTTPTransport
    private let host: String
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let gate = AsyncStream.makeStream(of: Void.self)

    init(_ services: any HTTPTransport, host: String) {
        self.services = services
        self.host = host
    }

    /// Comes back once somebody waits.
    func arrival() async { for await _ in arrivals.stream { return } }

    func letGo() { gate.continuation.finish() }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard request.limits.time == .seconds(5), request.url.host == host else {
            return try await services.send(request)
        }
        arrivals.continuation.yield()
        for await _ in gate.stream {}
        throw HTTPFailure(.timedOut, "too slow for those in haste")
    }
}
