import EIDBroker
import HTTPTypes
import NIOCore

/// A request that passed the checks, as routes see it.
struct IncomingRequest: Sendable {
    /// The verb.
    let verb: HTTPRequest.Method
    /// The path, as it was sent.
    let path: String
    /// The identifiers in the path, in the pattern's order.
    let captures: [String]
    /// What stood behind the question mark.
    let query: Substring
    /// The header fields.
    let headers: HTTPFields
    /// The body, already within its limits; empty where it comes as an upload.
    let body: [UInt8]
    /// The body of a route that takes it piece by piece.
    let upload: BodyStream?
    /// The connection, for answers that are long in coming.
    let channel: any Channel
    /// What an answer may cost.
    let limits: ServerLimits
    /// The request's name in logs.
    let id: String
    /// What the browser brought along.
    let browser: BrowserContext

    /// An identifier in the path, counted from the front.
    func capture(_ index: Int = 0) throws(RequestRefusal) -> String {
        guard captures.indices.contains(index) else { throw .notFound }
        return captures[index]
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

    /// Whether the body is declared as JSON.
    var isJSON: Bool { mediaType == "application/json" }

    private var isForm: Bool { mediaType == "application/x-www-form-urlencoded" }

    private var mediaType: String? { headers[.contentType].flatMap(MediaType.init)?.essence }

    /// The address is known and the parameters are not: 400, and never a word about their content.
    private static func refusal(_ error: ParameterError) -> RequestRefusal {
        .parameters("the parameters are refused: \(error.rawValue)")
    }
}
