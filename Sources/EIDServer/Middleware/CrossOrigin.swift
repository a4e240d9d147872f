import HTTPTypes
import Hummingbird

/// Lets scripts of other origins use the endpoints of programs, and none other (RFC 9700 §2.6: not at authorize).
///
/// The answers are open to `*` and never to credentials, so a browser sends no cookie along.
enum CrossOrigin {
    /// The answer to a preflight request.
    static func preflight(_ verbs: [HTTPRequest.Method]) -> Response {
        var response = Response(status: .noContent)
        response.headers[.accessControlAllowMethods] = verbs.map(\.rawValue).joined(separator: ", ")
        response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type"
        response.headers[.accessControlMaxAge] = "600"
        open(&response)
        return response
    }

    /// Opens an answer to scripts of every origin.
    static func open(_ response: inout Response) {
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "WWW-Authenticate, Retry-After, X-Request-ID"
    }
}
