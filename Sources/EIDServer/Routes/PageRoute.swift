import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /transaction/{id}` and `GET /sign/{id}`: draws where something stands; for the pages' script the same as JSON.
struct PageRoute: Route {
    /// Where the one with the id in the path stands.
    typealias Show = @Sendable (String, BrowserContext) async -> FlowAnswer

    let pattern: String
    let pages: PageRenderer
    let show: Show
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.person

    init(_ pattern: String, _ pages: PageRenderer, show: @escaping Show) {
        self.pattern = pattern
        self.pages = pages
        self.show = show
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let answer = await show(try request.capture(), request.browser)
        guard request.headers[.accept] == "application/json" else { return answer.response(to: request, pages: pages) }
        return answer.statusResponse(to: request, pages: pages)
    }
}
