import EIDJSON
import EIDMethod
import EIDMethodOIDC

extension ItsmeErrors {
    /// What `error` of the CSC interface means, at the callback and in answers; one that is not here is about our settings.
    static let csc: [String: MethodError.Code] = [
        "access_denied": .declined,
        "server_error": .unavailable,
        "temporarily_unavailable": .unavailable,
        "temporary_unavailable": .unavailable,
        // A code or a session that has run out.
        "invalid_grant": .expired,
        "invalid_token": .expired,
        "invalid_request": .misconfigured,
        "invalid_client": .misconfigured,
        "invalid_scope": .misconfigured,
        "unauthorized_client": .misconfigured,
        "unsupported_grant_type": .misconfigured,
        "unsupported_response_type": .misconfigured,
    ]

    /// Descriptions that the CSC specification fixes, and that tell more than their `error`.
    static let cscDescriptions: [String: MethodError.Code] = [
        "SAD expired": .expired,
        "Hash is not authorized by the SAD": .untrusted,
    ]

    /// What `statusReason` and `result.min` of the OASIS interface mean; one that is not here is about our settings.
    static let oasis: [String: MethodError.Code] = [
        "NOT_ALLOWED_TO_SIGN": .refused,
        "SIGNATURE_NOT_ALLOWED": .refused,
        "REJECTED": .declined,
        "EXPIRED": .expired,
        // Several causes; typically a session that the service does not know any more.
        "No payload": .expired,
        "UNEXPECTED_ERROR": .unavailable,
        "UNKNOWN": .unavailable,
        "ERROR": .unavailable,
        "TECHNICAL_ERROR": .unavailable,
        "NO_REQUEST": .misconfigured,
        "MISSING_PARTNER_CODE": .misconfigured,
        "MISSING_SERVICE_CODE": .misconfigured,
        "MISSING_ASYNC_RESP_ID": .misconfigured,
        "INVALID_URL": .misconfigured,
        "UNAUTHORIZED_URL": .misconfigured,
        "INVALID_REQUESTOR": .misconfigured,
        "INVALID_LANG": .misconfigured,
        "INVALID_LANGUAGE": .misconfigured,
        "INVALID_POLICY": .misconfigured,
        "INVALID_POLICY_STATUS": .misconfigured,
        "INCOMPLETE_REQUEST": .misconfigured,
        "NO_HASH_PROVIDED": .misconfigured,
        "NO_DIGEST_INFO_PROVIDED": .misconfigured,
        "INVALID_DIGEST_INFO": .misconfigured,
        "ONLY_SINGLE_DIGEST_INFO_SUPPORTED": .misconfigured,
        // The contract has no batch, or a smaller one than the settings say.
        "ONLY_SINGLE_HASH_SUPPORTED": .misconfigured,
        "BATCH_TOO_LARGE": .misconfigured,
    ]

    private static let cscTable = UpstreamErrorTable(csc)
    private static let oasisTable = UpstreamErrorTable(oasis)

    /// What a CSC error in an answer to us becomes; the description tells errors apart.
    static func signing(_ error: String, description: String?, at place: String) -> MethodError {
        refined(UpstreamText.failure(error, description: description, at: place, table: cscTable), by: description)
    }

    /// What a CSC error in a callback becomes; the description tells errors apart, and is not repeated.
    static func signing(ofCallback error: String, description: String?) -> MethodError {
        refined(UpstreamText.failure(ofCallback: error, table: cscTable), by: description)
    }

    private static func refined(_ failure: MethodError, by description: String?) -> MethodError {
        guard let description else { return failure }
        var code = cscDescriptions[description] ?? failure.code
        if failure.code == .declined, mentionsExpiry(description) { code = .expired }
        if failure.code == .declined, mentionsAccount(description) { code = .refused }
        return MethodError(code, failure.detail)
    }

    /// What a CSC answer that is no success becomes; only a call with an access token can learn that it has run out.
    static func signing(_ response: HTTPResponse, at place: String, sentToken: Bool) -> MethodError {
        let answer = try? SigningCall.object(response, from: place)
        if let error = answer?["error"]?.string {
            return signing(error, description: answer?["error_description"]?.string, at: place)
        }
        guard response.status == 401, sentToken else {
            return MethodError(.misconfigured, "\(place) answers \(response.status) without an error code")
        }
        return MethodError(.expired, "\(place) does not accept the access token any more")
    }

    /// What a reason of the OASIS interface becomes.
    static func oasis(reason: String, at place: String) -> MethodError {
        UpstreamText.failure(reason, at: place, table: oasisTable)
    }

    /// Whether the description of an `access_denied` says that this account cannot sign: a test account, a blocked one.
    static func mentionsAccount(_ description: String) -> Bool {
        let text = description.lowercased()
        let phrases = [
            "test account", "not allowed to sign", "cannot sign", "not_allowed_to_sign", "blocked", "not active",
        ]
        return phrases.contains { text.contains($0) }
    }
}
