package import EIDMethod

/// Makes texts that an upstream, or a browser in its name, sent us fit for the operator's log.
package enum UpstreamText {
    /// Printable ASCII without quotes and backslashes, cut short: no line breaks, no control characters, no markup tricks.
    package static func printable(_ text: String, limit: Int) -> String {
        let kept = text.utf8.prefix(limit).map { byte in
            0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") ? byte : UInt8(ascii: "?")
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Errors about the client and what it sent, not about a person (RFC 6749 §5.2).
    private static let aboutTheClient: Set<String> = [
        "invalid_client", "invalid_request", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
    ]

    /// What an upstream's `error` becomes.
    ///
    /// Only for answers to us; what a browser brought goes through ``failure(ofCallback:table:)``.
    ///
    /// - Parameter description: what the upstream says beside it. It may name a person, so that it is repeated only for
    ///   errors about the client.
    package static func failure(
        _ error: String,
        description: String? = nil,
        at place: String,
        table: UpstreamErrorTable
    ) -> MethodError {
        let shown = printable(error, limit: 64)
        let quoted = aboutTheClient.contains(error) ? description : nil
        let reason = quoted.map { " (\(printable($0, limit: 200)))" } ?? ""
        return MethodError(table.code(for: error), "\(place) reports \(shown)\(reason)")
    }

    /// The errors of authorization endpoints: RFC 6749 §4.1.2.1 and OpenID Connect Core §3.1.2.6.
    private static let registered: Set<[UInt8]> = Set(
        [
            "invalid_request", "unauthorized_client", "access_denied", "unsupported_response_type", "invalid_scope",
            "server_error", "temporarily_unavailable", "interaction_required", "login_required",
            "account_selection_required", "consent_required", "invalid_request_uri", "invalid_request_object",
            "request_not_supported", "request_uri_not_supported", "registration_not_supported",
        ].map { Array($0.utf8) }
    )

    /// What the `error` of a callback becomes.
    ///
    /// Whoever holds the browser writes what they like there, so a code is named only where the method or the standards
    /// know it. Any other one is not evidence against the operator's settings, and nothing else is known of it than that
    /// the answer is not one that the upstream documents: `untrusted`, which asks to look closer when it repeats itself.
    package static func failure(ofCallback error: String, table: UpstreamErrorTable) -> MethodError {
        guard table.names(error) || registered.contains(Array(error.utf8)) else {
            return MethodError(.untrusted, "the callback reports an error code that is not documented")
        }
        return failure(error, at: "the callback", table: table)
    }
}
