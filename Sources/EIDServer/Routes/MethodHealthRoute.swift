import HTTPTypes
import Hummingbird

/// `GET /health/methods`: which methods this process offers at present; 200 whatever it says, since the broker is well.
struct MethodHealthRoute: Route {
    let front: any FrontDoor
    let pattern = "/health/methods"
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let members = front.methodHealth.map { id, isAvailable in
            #"\#(JSONText.quoted(id)):"\#(isAvailable ? "ok" : "unavailable")""#
        }
        return .bytes(Array("{\(members.joined(separator: ","))}".utf8), mediaType: "application/json")
    }
}
