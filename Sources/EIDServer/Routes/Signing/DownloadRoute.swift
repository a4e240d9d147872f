import EIDBroker
import HTTPTypes
import Hummingbird

/// `GET /signing/documents/{id}/content`, `/signing/transactions/{id}/documents/{document}/signed` and `…/evidence`: a client
/// fetches what it brought, and what came out.
struct DownloadRoute: Route {
    /// What is fetched.
    enum Result: CaseIterable, Sendable {
        case original, signedDocument, evidence
    }

    let result: Result
    let front: any SigningDoor
    let pages: PageRenderer
    let verbs: [HTTPRequest.Method] = [.get, .head]
    let reader = RouteReader.program(fromAnyOrigin: false)

    var pattern: String {
        switch result {
        case .original: "/signing/documents/{id}/content"
        case .signedDocument: "/signing/transactions/{id}/documents/{document}/signed"
        case .evidence: "/signing/transactions/{id}/evidence"
        }
    }

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        let id = try request.capture()
        let authorization = request.headers[.authorization]
        let answer =
            switch result {
            case .original: await front.documentContent(id, authorization: authorization)
            case .signedDocument:
                await front.signedDocument(
                    signing: id,
                    document: try request.capture(1),
                    authorization: authorization
                )
            case .evidence: await front.evidence(signing: id, authorization: authorization)
            }
        switch answer {
        case .content(let content): return content.download(to: request)
        case .refused(let refusal): return refusal.response()
        case .page(let page): return page.response(to: request, pages: pages)
        }
    }
}
