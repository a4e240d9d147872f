import Logging

/// One line per request: which route, how it ended, how long it took.
///
/// The path and the query stay out: they hold transaction ids, codes and states.
struct AccessLog: Sendable {
    let log: Logger

    /// Writes the line.
    func write(verb: String, route: String, status: Int, duration: Duration, requestID: String, reason: String?) {
        let milliseconds =
            Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
        var metadata: Logger.Metadata = [
            "verb": "\(verb)",
            "route": "\(route)",
            "status": "\(status)",
            "milliseconds": "\((milliseconds * 10).rounded() / 10)",
            "request": "\(requestID)",
        ]
        if let reason { metadata["refused"] = "\(reason)" }
        log.log(level: Self.level(route, status), "answered a request", metadata: metadata)
    }

    /// Probes come every few seconds, and say something where they find something wrong.
    private static func level(_ route: String, _ status: Int) -> Logger.Level {
        guard status < 500 else { return .error }
        return route.hasPrefix("/health/") ? .debug : .info
    }
}
