import HTTPTypes
import Hummingbird

/// `GET` and `DELETE /signing/transactions/{id}`: how far a signing is, and its removal with all that belongs to it.
struct SigningRoute: Route {
    let front: any SigningDoor
    let pattern = "/signing/transactions/{id}"
    let verbs: [HTTPRequest.Method] = [.get, .head, .delete]
    let reader = RouteReader.program(fromAnyOrigin: false)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let authorization = request.headers[.authorization]
        guard request.verb == .delete else { return await front.signing(id, authorization: authorization).response() }
        return await front.removeSigning(id, authorization: authorization).response()
    }
}
