import EIDBroker
import HTTPTypes
import Hummingbird

/// `POST /signing/documents`: a client brings a document, as it is, in the body.
///
/// Its name is in `Content-Disposition` or in `?name=`.
struct DocumentUploadRoute: Route {
    let front: any SigningDoor
    let pattern = "/signing/documents"
    let verbs: [HTTPRequest.Method] = [.post]
    let reader = RouteReader.program(fromAnyOrigin: false)
    let body = RouteBody.document

    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response {
        guard let pieces = request.upload?.pieces else { throw .failed }
        let type = try mediaType(request)
        let upload = DocumentUpload(
            name: try name(request),
            mediaType: type,
            declaredSize: request.upload?.declaredSize,
            body: pieces
        )
        return await front.storeDocument(upload, authorization: request.headers[.authorization]).response()
    }

    private func mediaType(_ request: IncomingRequest) throws(RequestRefusal) -> String? {
        guard let text = request.headers[.contentType] else { return nil }
        guard let type = MediaType(text), !Self.wrappings.contains(type.essence) else { throw .notDocument }
        // A compressed document would be hashed, and signed, as something that nobody sees.
        guard request.headers[.contentEncoding] == nil else { throw .notDocument }
        return text
    }

    private func name(_ request: IncomingRequest) throws(RequestRefusal) -> String? {
        let asked = try request.queryParameters()["name"]
        let fields = request.headers[values: .contentDisposition]
        guard fields.count <= 1, fields.isEmpty || asked == nil else {
            throw .parameters("the document has more than one name")
        }
        guard let field = fields.first else { return try asked.map(Self.checked) }
        guard let disposition = ContentDisposition(reading: field) else {
            throw .parameters("Content-Disposition is malformed")
        }
        return try disposition.name.map(Self.checked)
    }

    private static func checked(_ name: String) throws(RequestRefusal) -> String {
        guard name.utf8.count <= 255 else { throw .parameters("the document's name is too long") }
        return name
    }

    /// What forms send: the document would be in there, among other things.
    private static let wrappings: Set<String> = ["multipart/form-data", "application/x-www-form-urlencoded"]
}
