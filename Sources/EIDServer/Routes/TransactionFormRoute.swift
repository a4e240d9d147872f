import EIDBroker
import HTTPTypes
import Hummingbird

/// `POST /transaction/{id}/method`, `…/answer` and `…/cancel`: the forms of a transaction's pages.
struct TransactionFormRoute: Route {
    /// The forms.
    enum Form: String, CaseIterable, Sendable {
        case method, answer, cancel
    }

    let form: Form
    let front: any FrontDoor
    let pages: PageRenderer
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.person

    var pattern: String { "/transaction/{id}/\(form.rawValue)" }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let fields = try request.form()
        let answer =
            switch form {
            case .method: await front.choose(transaction: id, form: fields, browser: request.browser)
            case .answer: await front.answer(transaction: id, form: fields, browser: request.browser)
            case .cancel: await front.cancel(transaction: id, form: fields, browser: request.browser)
            }
        return answer.response(to: request, pages: pages)
    }
}
