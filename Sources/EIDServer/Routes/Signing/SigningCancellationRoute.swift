import HTTPTypes
import Hummingbird

/// `POST /signing/transactions/{id}/cancel`: a client no longer wants the signature.
struct SigningCancellationRoute: Route {
    let front: any SigningDoor
    let pattern = "/signing/transactions/{id}/cancel"
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.program(fromAnyOrigin: false)

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        await front.cancelSigning(try request.capture(), authorization: request.headers[.authorization]).response()
    }
}
