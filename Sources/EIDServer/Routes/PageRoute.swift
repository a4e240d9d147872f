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
        guard request.headers[.accept] == "application/json" else {
            let shown = request.query == FlowAnswer.stillQuery ? answer.still : answer
            return shown.response(to: request, pages: pages)
        }
        return answer.statusResponse(to: request, pages: pages)
    }
}

extension FlowAnswer {
    /// The query of a waiting page that does not load again by itself.
    static let stillQuery = "still"

    /// The same, with a waiting page that stands still.
    fileprivate var still: FlowAnswer {
        guard case .page(.waiting(var page), let status, let cookie) = self else { return self }
        page.isStill = true
        return .page(.waiting(page), status: status, cookie: cookie)
    }
}
