import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /sign/{id}`: draws where a signing stands; for the pages' script the same as JSON.
struct SigningPageRoute: Route {
    let front: any SigningDoor
    let pages: PageRenderer
    let pattern = "/sign/{id}"
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.person

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let answer = await front.showSigning(try request.capture(), browser: request.browser)
        guard request.headers[.accept] == "application/json" else { return answer.response(to: request, pages: pages) }
        return answer.statusResponse(to: request, pages: pages)
    }
}
