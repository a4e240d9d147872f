extension HTTPTransport {
    /// Sends a request to an upstream whose only good answer has status 200.
    ///
    /// `place` stands in the operator's log, such as "the pigeon post". Throws `misconfigured` where the upstream does not know
    /// us (401, 403) or may not be called, `unavailable` where it gives no answer or none now (429, 5xx), and `untrusted` for
    /// every other answer, redirects and oversized ones included.
    public func answer(to request: HTTPRequest, from place: String) async throws(MethodError) -> HTTPResponse {
        let response: HTTPResponse
        do throws(HTTPFailure) { response = try await send(request) } catch { throw MethodError(error, from: place) }
        guard response.status != 200 else { return response }
        let code: MethodError.Code =
            switch response.status {
            case 401, 403: .misconfigured
            case 429, 500...: .unavailable
            default: .untrusted
            }
        throw MethodError(code, "\(place) answers \(response.status)", underlying: UpstreamStatus(response.status))
    }
}

extension MethodError {
    /// What it means for a transaction that an upstream gave no answer.
    public init(_ failure: HTTPFailure, from place: String) {
        let code: Code =
            switch failure.code {
            case .forbidden: .misconfigured
            case .tooLarge: .untrusted
            case .unreachable, .timedOut, .noConnectionFree: .unavailable
            }
        self.init(code, "\(place) gives no answer: \(failure.code.rawValue)", underlying: failure)
    }
}
