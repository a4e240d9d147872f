import HTTPTypes
import Hummingbird

/// `POST /token`: a client redeems a code.
struct TokenRoute: Route {
    let front: any FrontDoor
    let pattern = "/token"
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.program(fromAnyOrigin: true)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        await front.token(form: try request.form(), authorization: request.headers[.authorization]).response()
    }
}
