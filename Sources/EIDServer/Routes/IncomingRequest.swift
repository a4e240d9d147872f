import EIDBroker
import HTTPTypes
import Hummingbird

/// A request that passed the checks, as routes see it.
struct IncomingRequest: Sendable {
    /// The verb.
    let verb: HTTPTypes.HTTPRequest.Method
    /// The identifiers in the path, in the pattern's order.
    let captures: [String]
    /// What stood behind the question mark.
    let query: Substring
    /// The header fields.
    let headers: HTTPFields
    /// The body, already within its limits.
    let body: [UInt8]
    /// The request's name in logs.
    let id: String
    /// What the browser brought along.
    let browser: BrowserContext

    /// The first identifier in the path.
    func capture() throws(RequestRefusal) -> String {
        guard let first = captures.first else { throw .notFound }
        return first
    }

    /// The decoded query.
    func queryParameters() throws(RequestRefusal) -> RequestParameters {
        do throws(ParameterError) { return try RequestParameters(decoding: query) } catch { throw Self.refusal(error) }
    }

    /// The decoded form in the body.
    func form() throws(RequestRefusal) -> RequestParameters {
        guard isForm else { throw .wrongMediaType }
        do throws(ParameterError) { return try RequestParameters(decoding: body, limit: 64 * 1024) } catch {
            throw Self.refusal(error)
        }
    }

    private var isForm: Bool {
        guard let type = headers[.contentType] else { return false }
        let media = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        return media == "application/x-www-form-urlencoded"
    }

    /// The address is known and the parameters are not: 400, and never a word about their content.
    private static func refusal(_ error: ParameterError) -> RequestRefusal {
        .parameters("the parameters are refused: \(error.rawValue)")
    }
}
