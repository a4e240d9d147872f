import EIDJSON
import EIDMethod

/// An upstream that says no with a status, and with words in every member that an API has for them.
struct UpstreamRejection: Sendable {
    /// What must not be seen by a person.
    static let words = "words-of-the-upstream-4711"
    /// Statuses that APIs say no with.
    static let statuses = [400, 401, 403, 404, 429, 503]

    let status: Int

    /// The answer.
    var response: HTTPResponse {
        let members = ["error_description", "description", "detail", "details", "message", "title", "reason"]
        var body: [(String, JSON)] = [("error", "x_unheard_of"), ("errorCode", "x_unheard_of")]
        body += members.map { ($0, .string(Self.words)) }
        return HTTPResponse(
            status: status,
            headers: [("content-type", "application/json")],
            body: JSON.object(body.map { (name: $0.0, value: $0.1) }).serialized()
        )
    }
}
