import EIDBroker
import HTTPTypes
import Hummingbird

extension PageRenderer {
    /// A page as an answer, with the policy that fits it.
    func response(_ html: String, status: Int = 200, hasForm: Bool, hasFrames: Bool = false) -> Response {
        var response = Response.bytes(Array(html.utf8), status: status, mediaType: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = ContentPolicy.page(hasForm: hasForm, hasFrames: hasFrames)
        return response
    }

    /// A refusal as a page.
    func response(to refusal: RequestRefusal, _ request: IncomingRequest) -> Response {
        response(
            failure(status: refusal.status, language: request.browser.language, requestID: request.id),
            status: refusal.status,
            hasForm: false
        )
    }

    /// Adds a binding cookie to an answer.
    func setCookie(_ cookie: FlowCookie?, on response: inout Response) {
        guard let cookie else { return }
        let value = cookies.write(name: cookie.name, value: cookie.value, maxAge: cookie.maxAge)
        response.headers.append(HTTPField(name: .setCookie, value: value))
    }
}
