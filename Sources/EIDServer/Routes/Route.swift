import HTTPTypes
import Hummingbird

/// One endpoint: decodes a request, calls one function of the core, renders the answer.
protocol Route: Sendable {
    /// The address; a segment in braces takes any identifier.
    var pattern: String { get }
    /// The verbs it takes.
    var verbs: [HTTPRequest.Method] { get }
    /// Who reads the answers: people get failures as pages, programs as JSON.
    var reader: RouteReader { get }
    /// How it takes a body; as a form unless it says otherwise.
    var body: RouteBody { get }

    /// Answers one request.
    func answer(_ request: IncomingRequest) async throws(RequestRefusal) -> Response
}

extension Route {
    var body: RouteBody { .form }
}

/// Who reads a route's answers.
enum RouteReader: Sendable {
    /// A person with a browser.
    case person
    /// A program; `fromAnyOrigin` lets scripts of other origins read the answer, always without cookies.
    case program(fromAnyOrigin: Bool)

    /// Whether scripts of other origins may read the answers.
    var isCrossOrigin: Bool {
        if case .program(fromAnyOrigin: true) = self { true } else { false }
    }
}
