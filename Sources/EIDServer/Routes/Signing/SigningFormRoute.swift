import EIDBroker
import HTTPTypes
import Hummingbird

/// `POST /sign/{id}/consent`, `…/decline` and `…/answer`: the forms of a signing's pages.
struct SigningFormRoute: Route {
    /// The forms.
    enum Form: String, CaseIterable, Sendable {
        case consent, decline, answer
    }

    let form: Form
    let front: any SigningDoor
    let pages: PageRenderer
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.person

    var pattern: String { "/sign/{id}/\(form.rawValue)" }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let fields = try request.form()
        let answer =
            switch form {
            case .consent: await front.consent(signing: id, form: fields, browser: request.browser)
            case .decline: await front.declineSigning(id, form: fields, browser: request.browser)
            case .answer: await front.answerSigning(id, form: fields, browser: request.browser)
            }
        return answer.response(to: request, pages: pages)
    }
}
