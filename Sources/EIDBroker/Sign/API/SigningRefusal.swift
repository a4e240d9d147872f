import EIDJSON

/// Why a call of the signing API is refused, as the client gets it.
struct SigningRefusal: Error, Sendable {
    let status: Int
    /// The stable code.
    let code: String
    /// A sentence for the integrator: printable ASCII, nothing personal.
    let description: String
    /// The document it is about, by its place in the request.
    var document: Int?
    /// Whether the same call may succeed later.
    var isRetryable = false
    var headers: [(name: String, value: String)] = []

    /// A request that cannot be understood; `path` says where.
    static func invalid(_ path: String, _ what: String) -> SigningRefusal {
        let sentence = path.isEmpty ? what : "\(path) \(what)"
        return SigningRefusal(status: 400, code: "invalid_request", description: sentence)
    }

    /// Missing and foreign things answer alike.
    static let notFound = SigningRefusal(
        status: 404,
        code: "not_found",
        description: "There is no such thing for this client."
    )

    /// The settings have no section `signing`.
    static let absent = SigningRefusal(
        status: 404,
        code: "not_found",
        description: "This broker does not sign."
    )

    /// More than the broker keeps at a time.
    static let busy = SigningRefusal(
        status: 503,
        code: "temporarily_unavailable",
        description: "Too many signings are kept; try again later.",
        isRetryable: true,
        headers: [("Retry-After", "30")]
    )

    /// The client has stored as much as it may.
    static let overQuota = SigningRefusal(
        status: 429,
        code: "quota_exceeded",
        description:
            "The client has stored as many bytes as it may; delete what is done with, or wait until it is forgotten.",
        isRetryable: true,
        headers: [("Retry-After", "3600")]
    )

    static let forbidden = SigningRefusal(
        status: 403,
        code: "insufficient_scope",
        description: "The client is not registered for signing.",
        // RFC 6750 §3: a token that does not give access is told what would.
        headers: [
            BackchannelFailure.Realm.signing.challenge([("error", "insufficient_scope"), ("scope", "signing")])
        ]
    )

    static func conflict(_ what: String) -> SigningRefusal {
        SigningRefusal(status: 409, code: "conflict", description: what)
    }

    /// A document or an order that cannot be signed.
    init(_ failure: SigningFailure) {
        let entry = ErrorCatalogue.entry(for: failure.code)
        self.init(
            status: entry.status,
            code: failure.code.rawValue,
            description: entry.clientDescription,
            document: failure.document,
            isRetryable: entry.isRetryable
        )
    }

    init(
        status: Int,
        code: String,
        description: String,
        document: Int? = nil,
        isRetryable: Bool = false,
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.code = code
        self.description = description
        self.document = document
        self.isRetryable = isRetryable
        self.headers = headers
    }

    /// The answer on the wire.
    var answer: BackchannelAnswer {
        var members: [(name: String, value: JSON)] = [
            ("error", .string(code)), ("error_description", .string(description)),
        ]
        if let document { members.append(("document", .integer(Int64(document)))) }
        members.append(("retryable", .boolean(isRetryable)))
        return .json(JSON.object(members).serialized(), status: status, headers: headers)
    }
}
