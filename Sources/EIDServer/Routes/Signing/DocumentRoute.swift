import HTTPTypes
import Hummingbird

/// `GET` and `DELETE /signing/documents/{id}`: what is known of a document, and its removal.
struct DocumentRoute: Route {
    let front: any SigningDoor
    let pattern = "/signing/documents/{id}"
    let verbs: [HTTPRequest.Method] = [.get, .head, .delete]
    let reader = RouteReader.program(fromAnyOrigin: false)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let authorization = request.headers[.authorization]
        guard request.verb == .delete else { return await front.document(id, authorization: authorization).response() }
        return await front.removeDocument(id, authorization: authorization).response()
    }
}
