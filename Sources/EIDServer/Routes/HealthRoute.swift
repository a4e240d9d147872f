import HTTPTypes
import Hummingbird

/// `GET /health/live` and `/health/ready`: for whoever watches the process.
struct HealthRoute: Route {
    /// What is asked.
    enum Question: String, Sendable {
        /// Does the process answer?
        case live
        /// May it get requests?
        case ready
    }

    let question: Question
    let front: any FrontDoor
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    var pattern: String { "/health/\(question.rawValue)" }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let isWell = question == .live ? true : await front.isReady()
        let text = #"{"status":"\#(isWell ? "ok" : "unavailable")"}"#
        return .bytes(Array(text.utf8), status: isWell ? 200 : 503, mediaType: "application/json")
    }
}
