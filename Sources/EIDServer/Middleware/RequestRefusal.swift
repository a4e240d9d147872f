/// A request that no route gets to see, or that a route cannot read.
struct RequestRefusal: Error, Equatable {
    /// The status of the answer.
    let status: Int
    /// For programs and for the log; constant, never a part of the request.
    let reason: String
    /// For 405: the verbs that the address knows.
    var allowed: [String] = []
    /// The word for programs where it is not that of the status.
    var code: String?
    /// Whether the rest of the request must not be read.
    var endsConnection = false

    static let malformed = RequestRefusal(status: 400, reason: "the request is malformed", endsConnection: true)
    static let ambiguous = RequestRefusal(
        status: 400,
        reason: "the request is framed ambiguously",
        endsConnection: true
    )
    static let notFound = RequestRefusal(status: 404, reason: "there is nothing at this address")
    static let bodyTooLate = RequestRefusal(status: 408, reason: "the body took too long", endsConnection: true)
    static let bodyTooLarge = RequestRefusal(status: 413, reason: "the body is too large", endsConnection: true)
    static let documentTooLarge = RequestRefusal(
        status: 413,
        reason: "the document is too large",
        code: "document_too_large",
        endsConnection: true
    )
    static let targetTooLong = RequestRefusal(status: 414, reason: "the address is too long", endsConnection: true)
    static let wrongMediaType = RequestRefusal(status: 415, reason: "the body must be a form")
    static let notJSON = RequestRefusal(status: 415, reason: "the body must be JSON")
    static let notDocument = RequestRefusal(
        status: 415,
        reason:
            "the body must be the document itself, not a form and not compressed: send its own Content-Type, such as "
            + "application/pdf"
    )
    static let headersTooLarge = RequestRefusal(
        status: 431,
        reason: "the header fields are too large",
        endsConnection: true
    )
    static let tooManyStreams = RequestRefusal(status: 429, reason: "too many streams are open; ask now and then")
    static let notWaiting = RequestRefusal(status: 403, reason: "this browser waits for nothing here")
    static let failed = RequestRefusal(status: 500, reason: "the server failed")

    static func methodNotAllowed(_ allowed: [String]) -> RequestRefusal {
        RequestRefusal(status: 405, reason: "this address does not take that method", allowed: allowed)
    }

    static func parameters(_ reason: String) -> RequestRefusal { RequestRefusal(status: 400, reason: reason) }
}
