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
    /// - Parameter description: what the upstream says in an answer to us. It may name a person, so that it is repeated only
    ///   for errors about the client; what a browser brought is not to be given here at all.
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
}
