import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /transaction/{id}`: draws where a transaction stands; for the pages' script the same as JSON.
struct TransactionRoute: Route {
    let front: any FrontDoor
    let pages: PageRenderer
    let pattern = "/transaction/{id}"
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.person

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let answer = await front.show(transaction: try request.capture(), browser: request.browser)
        guard request.headers[.accept] == "application/json" else { return answer.response(to: request, pages: pages) }
        return answer.statusResponse(to: request, pages: pages)
    }
}
