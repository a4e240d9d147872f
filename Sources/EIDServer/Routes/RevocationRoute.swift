import HTTPTypes
import Hummingbird

/// `POST /revoke`: a client gives a token back (RFC 7009).
struct RevocationRoute: Route {
    let front: any FrontDoor
    let pattern = "/revoke"
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.program(fromAnyOrigin: true)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        await front.revoke(form: try request.form(), authorization: request.headers[.authorization]).response()
    }
}
