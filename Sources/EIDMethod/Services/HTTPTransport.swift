public import FoundationEssentials

/// Outbound HTTP with one requirement.
public protocol HTTPTransport: Sendable {
    /// Sends one request and collects the whole answer within the request's limits; follows no redirect.
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
}

/// A request to an upstream.
public struct HTTPRequest: Sendable {
    /// The verbs that methods need.
    public enum Verb: String, Sendable {
        /// Asks for something.
        case get = "GET"
        /// Sends something.
        case post = "POST"
        /// Ends something, such as a session at an upstream.
        case delete = "DELETE"
    }

    /// GET, POST or DELETE.
    public var verb: Verb
    /// Where to.
    public var url: URL
    /// Header fields, in order.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// What the answer may cost.
    public var limits: HTTPLimits
    /// Whether the answer is signed and whoever asks verifies that, as with a responder's about a certificate: then plain http
    /// to a public host will do as well, which is what nearly all of them speak.
    public var provesItself: Bool

    /// Makes a request.
    public init(
        _ verb: Verb,
        _ url: URL,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        limits: HTTPLimits = HTTPLimits(),
        provesItself: Bool = false
    ) {
        self.verb = verb
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.provesItself = provesItself
    }
}

/// What an outbound call may cost in all.
public struct HTTPLimits: Sendable, Hashable {
    /// From the call to the last byte of the answer.
    public var time: Duration
    /// Bytes of the answer's body, after decompression.
    public var bodyBytes: Int

    /// Makes limits.
    public init(time: Duration = .seconds(10), bodyBytes: Int = 256 * 1024) {
        self.time = time
        self.bodyBytes = bodyBytes
    }
}

/// An upstream's answer.
public struct HTTPResponse: Sendable {
    /// The status code.
    public var status: Int
    /// Header fields, names as received.
    public var headers: [(name: String, value: String)]
    /// The whole body.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first field of a name, compared without case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why an outbound call gave no answer.
public struct HTTPFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable {
        /// The URL is not one we may call.
        case forbidden
        /// No connection, or it broke.
        case unreachable
        /// The total time was up.
        case timedOut
        /// The body was larger than allowed.
        case tooLarge
        /// Every connection that we may have to the host was in use; of the host itself this tells nothing.
        case noConnectionFree
    }

    /// The kind of failure.
    public let code: Code
    /// For the operator's log.
    public let detail: String

    /// Makes a failure.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// Compares codes only.
    public static func == (left: HTTPFailure, right: HTTPFailure) -> Bool { left.code == right.code }

    /// The code and the detail.
    public var description: String { "\(code.rawValue): \(detail)" }
}
