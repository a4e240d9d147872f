import EIDBroker
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// `GET /health/seal`: whether the organisation's seal can be used, and when it ends; 200 whatever it says, since the broker is
/// well.
struct SealHealthRoute: Route {
    let front: any FrontDoor
    let pattern = "/health/seal"
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let standing = front.sealStanding
        let end = standing?.end.map { #","until":"\#($0.formatted(.iso8601))""# } ?? ""
        let text = #"{"status":"\#(standing?.status.rawValue ?? "none")"\#(end)}"#
        return .bytes(Array(text.utf8), mediaType: "application/json")
    }
}
