import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /sign/{id}/documents/{document}`: the very bytes on which the signature rests, for the review page's frame or a tab; below it
/// `/preview`, how they will look with a visible signature.
struct ReviewedDocumentRoute: Route {
    let front: any SigningDoor
    let pages: PageRenderer
    let isPreview: Bool
    var pattern: String { "/sign/{id}/documents/{document}\(isPreview ? "/preview" : "")" }
    let verbs: [HTTPRequest.Method] = [.get]
    let reader = RouteReader.person

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let answer = await front.reviewedDocument(
            signing: try request.capture(),
            document: try request.capture(1),
            isPreview: isPreview,
            browser: request.browser
        )
        switch answer {
        case .content(let content): return content.display(to: request)
        case .refused(let refusal): return refusal.response()
        case .page(let page):
            var response = page.response(to: request, pages: pages)
            // It may stand in the document's place, within the review page.
            DocumentContent.allowOwnFrame(&response, policy: ContentPolicy.framedPage)
            return response
        }
    }
}
