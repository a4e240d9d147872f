import EIDJSON

/// Why a back-channel request was refused.
enum BackchannelFailure: Error, Sendable {
    /// An OAuth error with status 400.
    case oauth(OAuthError)
    /// Client authentication failed (RFC 6749 §5.2); the client, when it is registered, and what the operator learns.
    case invalidClient(String?, ClientRejection)
    /// Too many failures.
    case tooMany
    /// An access token is missing, wrong or old at the endpoints of a realm (RFC 6750 §3).
    case invalidToken(OAuthError?, realm: Realm)

    /// What an access token opens, as challenges name it (RFC 9110 §11.5).
    enum Realm: String, Sendable {
        case userInfo = "userinfo"
        case signing

        /// The challenge, which has a parameter even where nothing went wrong yet (RFC 6750 §3).
        func challenge(_ parameters: [(name: String, value: String)] = []) -> (name: String, value: String) {
            let all = [("realm", rawValue)] + parameters.map { ($0.name, $0.value) }
            return ("WWW-Authenticate", "Bearer " + all.map { "\($0)=\"\($1)\"" }.joined(separator: ", "))
        }
    }

    /// The answer on the wire.
    var answer: BackchannelAnswer {
        switch self {
        case .oauth(let error): Self.answer(error, status: 400)
        case .invalidClient:
            Self.answer(
                OAuthError(.invalidClient, "Client authentication failed."),
                status: 401,
                headers: [("WWW-Authenticate", "Basic realm=\"token\"")]
            )
        case .tooMany:
            Self.answer(
                OAuthError(.invalidClient, "Client authentication failed too often; wait a little."),
                status: 429,
                headers: [("Retry-After", "60")]
            )
        case .invalidToken(let error?, let realm):
            Self.answer(
                error,
                status: error.code == .invalidRequest ? 400 : 401,
                headers: [
                    realm.challenge([("error", error.code.rawValue), ("error_description", error.description)])
                ]
            )
        // RFC 6750 §3.1: a request without any token learns nothing but what would let it in.
        case .invalidToken(nil, let realm): BackchannelAnswer(status: 401, headers: [realm.challenge()])
        }
    }

    private static func answer(
        _ error: OAuthError,
        status: Int,
        headers: [(name: String, value: String)] = []
    ) -> BackchannelAnswer {
        let body: JSON = ["error": .string(error.code.rawValue), "error_description": .string(error.description)]
        return .json(body.serialized(), status: status, headers: headers)
    }

    /// The store or a key does not work; of one shape for all who call.
    static let unavailable = {
        let entry = ErrorCatalogue.entry(for: .brokerUnavailable)
        let body: JSON = [
            "error": .string(entry.clientError), "error_description": .string(entry.clientDescription),
            "retryable": .boolean(entry.isRetryable),
        ]
        return BackchannelAnswer.json(body.serialized(), status: entry.status, headers: [("Retry-After", "10")])
    }()
}
