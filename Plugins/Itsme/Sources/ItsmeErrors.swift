import EIDMethod
import EIDMethodOIDC

/// What itsme's error codes mean.
enum ItsmeErrors {
    /// Codes of the redirect and of the token endpoint; any other one says that our registration or settings are wrong.
    static let table = UpstreamErrorTable(codes)

    /// The codes that itsme documents.
    ///
    /// itsme has one code for a person who rejects, gives up, waits too long or has a blocked account: `access_denied`.
    static let codes: [String: MethodError.Code] = [
        "access_denied": .declined,
        // `prompt=none` is never sent, so these two mean that itsme could not show its page.
        "login_required": .unavailable,
        "interaction_required": .unavailable,
        // The spelling of the documentation, and that of RFC 6749.
        "temporary_unavailable": .unavailable,
        "temporarily_unavailable": .unavailable,
        "server_error": .unavailable,
        // A code that has run out after three minutes, or was redeemed before.
        "invalid_grant": .expired,
        "invalid_request": .misconfigured,
        "unsupported_request": .misconfigured,
        "invalid_client": .misconfigured,
        "invalid_client_id": .misconfigured,
        "invalid_redirect_uri": .misconfigured,
        "unsupported_grant_type": .misconfigured,
        "invalid_scope": .misconfigured,
        "unsupported_display": .misconfigured,
        "unauthorized_client": .misconfigured,
        "unsupported_response_type": .misconfigured,
        "invalid_request_object": .misconfigured,
        "invalid_request_uri": .misconfigured,
        "not_implemented": .misconfigured,
        "registration_not_supported": .misconfigured,
    ]

    /// Whether the description of an `access_denied` says that the time was up.
    static func mentionsExpiry(_ description: String) -> Bool {
        let text = description.lowercased()
        return ["expire", "expiry", "expiration", "timeout", "time-out", "timed out", "time out"].contains {
            text.contains($0)
        }
    }

    /// The same failure, told apart further by what the browser brought back.
    ///
    /// To be used only for failures found after `state` was checked.
    static func refined(_ error: MethodError, by callback: CallbackParameters) -> MethodError {
        guard error.code == .declined, let description = callback["error_description"],
            mentionsExpiry(description)
        else { return error }
        return MethodError(.expired, error.detail, underlying: error.underlying)
    }
}
