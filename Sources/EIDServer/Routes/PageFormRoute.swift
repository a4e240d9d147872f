import EIDBroker
import HTTPTypes
import Hummingbird

/// `POST` of a form on a page of ours, such as `/transaction/{id}/cancel` or `/sign/{id}/consent`.
struct PageFormRoute: Route {
    /// What becomes of a form: the id in the path, the fields, the browser.
    typealias Submit = @Sendable (String, RequestParameters, BrowserContext) async -> FlowAnswer

    let pattern: String
    let pages: PageRenderer
    let submit: Submit
    let verbs: [HTTPRequest.Method] = [.get, .post]
    let reader = RouteReader.person

    init(_ pattern: String, _ pages: PageRenderer, submit: @escaping Submit) {
        self.pattern = pattern
        self.pages = pages
        self.submit = submit
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        // The answer to a form stands under the form's address; whoever loads that one, or finds it in a tab of yesterday, means
        // the page.
        guard request.verb == .post else {
            return .redirect(to: request.path.split(separator: "/").dropLast().reduce(into: "") { $0 += "/\($1)" })
        }
        let answer = await submit(try request.capture(), try request.form(), request.browser)
        return answer.response(to: request, pages: pages)
    }
}
