import HTTPTypes
import Hummingbird

/// `GET` and `POST /authorize`: a client sends the browser to begin a transaction.
struct AuthorizeRoute: Route {
    let front: any FrontDoor
    let pages: PageRenderer
    let pattern = "/authorize"
    /// No `HEAD`: it would begin a transaction that nobody sees.
    let verbs: [HTTPRequest.Method] = [.get, .post]
    let reader = RouteReader.person

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        // OpenID Connect Core §3.1.2.1: by POST the parameters are in the body, and only there.
        let parameters = request.verb == .post ? try request.form() : try request.queryParameters()
        return await front.authorize(parameters, browser: request.browser).response(to: request, pages: pages)
    }
}
