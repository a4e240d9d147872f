/// The status of an upstream's answer, as the error below a method's.
package struct UpstreamStatus: Error, Sendable, Equatable {
    /// Three digits.
    package let code: Int

    /// Makes an error.
    package init(_ code: Int) { self.code = code }
}

extension MethodError {
    /// Whether the upstream was asked and did not answer, or said that it cannot (429, 5xx): what nobody but the upstream, or
    /// the way to it, brings about.
    package var isOutage: Bool {
        guard code == .unavailable else { return false }
        return switch underlying {
        case let failure as HTTPFailure: failure.code != .noConnectionFree
        case let status as UpstreamStatus: status.code == 429 || status.code >= 500
        default: false
        }
    }
}
