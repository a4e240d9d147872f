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

    /// What an upstream's `error` becomes.
    package static func failure(
        _ error: String,
        description: String?,
        at place: String,
        table: UpstreamErrorTable
    ) -> MethodError {
        let shown = printable(error, limit: 64)
        let reason = description.map { " (\(printable($0, limit: 200)))" } ?? ""
        return MethodError(table.code(for: error), "\(place) reports \(shown)\(reason)")
    }
}
