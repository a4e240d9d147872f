import EIDBroker
import HTTPTypes
import Hummingbird

/// The one place that writes documents, whose bytes, names and types come from strangers.
extension DocumentContent {
    /// The document for a program: something to keep, never something to show.
    func download(to request: IncomingRequest) -> Response {
        response(
            to: request,
            mediaType: MediaType(mediaType) == nil ? MediaType.bytes : mediaType,
            disposition: .attachment
        )
    }

    /// The document for a person: shown where browsers have a viewer that runs nothing of it, otherwise saved.
    func display(to request: IncomingRequest) -> Response {
        let shown = MediaType(mediaType).flatMap { Self.shown[$0.essence] }
        var response = response(
            to: request,
            mediaType: shown ?? MediaType.bytes,
            disposition: shown == nil ? .attachment : .inline
        )
        Self.allowOwnFrame(&response, policy: ContentPolicy.framedDocument)
        return response
    }

    /// Lets our own pages show this answer in a frame, and nobody else.
    static func allowOwnFrame(_ response: inout Response, policy: String) {
        response.headers[.contentSecurityPolicy] = policy
        if let frames = SecurityHeaders.frameOptions { response.headers[frames] = "SAMEORIGIN" }
    }

    private func response(
        to request: IncomingRequest,
        mediaType: String,
        disposition: ContentDisposition.Kind
    ) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: mediaType,
                .contentDisposition: ContentDisposition(kind: disposition, name: name).text,
                .cacheControl: "no-store",
            ],
            body: ResponseBody(self, to: request)
        )
    }

    /// What is shown, and as what.
    ///
    /// Text is never taken for anything else: it is UTF-8, or looks damaged.
    private static let shown = [
        "application/pdf": "application/pdf",
        "text/plain": "text/plain; charset=utf-8",
        "image/png": "image/png",
        "image/jpeg": "image/jpeg",
    ]
}
