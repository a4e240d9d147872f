import EIDMethod
import FoundationEssentials

extension SigningConformance {
    /// What the network does to a signing; the suite brings these faults, at each request in turn.
    public static let network: [SigningConformance] = [
        reportsUnreachableUpstream, reportsSlowUpstream, refusesOversizedAnswers, reportsServerErrors,
        refusesRedirects, refusesEmptyAnswers, refusesGarbage, refusesDeepAnswers, refusesMarkup,
        limitsItsRequests,
    ]

    /// No connection.
    public static let reportsUnreachableUpstream = survives("an unreachable signing service is reported", .unreachable)
    /// No answer in time; the time is virtual.
    public static let reportsSlowUpstream = survives("a signing service that never answers is reported", .slow)
    /// More bytes than the request allows.
    public static let refusesOversizedAnswers = survives("an oversized answer signs nothing", .oversized)
    /// 503.
    public static let reportsServerErrors = survives("a signing service that answers 5xx is reported", .serverError)
    /// 302: following it would send secrets elsewhere.
    public static let refusesRedirects = survives("a signing service that redirects is refused", .redirect)
    /// 200 without a body.
    public static let refusesEmptyAnswers = survives("an empty answer signs nothing", .empty)
    /// Bytes that are no text.
    public static let refusesGarbage = survives("an answer of garbage signs nothing", .garbage)
    /// JSON nested so deeply that a recursive reader overflows its stack.
    public static let refusesDeepAnswers = survives("a deeply nested answer signs nothing", .deep)
    /// A maintenance page with status 200.
    public static let refusesMarkup = survives("a page instead of an answer signs nothing", .html)

    /// A bound on time and size is part of each request.
    public static let limitsItsRequests = SigningConformance(
        "each request to the signing service has a reasonable limit of time and size"
    ) { stage in
        stage.wire.arm(nil)
        try await stage.perform()
        for request in stage.wire.requests {
            guard request.limits.time <= NetworkFault.longestReasonableTime else {
                throw ConformanceFailure("a request may take \(request.limits.time)")
            }
            guard request.limits.bodyBytes <= NetworkFault.largestReasonableBody else {
                throw ConformanceFailure("an answer may have \(request.limits.bodyBytes) bytes")
            }
        }
    }

    private static func survives(_ description: String, _ fault: NetworkFault) -> SigningConformance {
        SigningConformance(description) { stage in
            stage.wire.arm(nil)
            try stage.requireTrue(try await stage.perform())
            let count = stage.wire.requests.count
            guard count > 0 else { throw Inapplicable(reason: "the method never calls its upstream") }
            let limit = CallLimit(clean: stage.wire.steps)
            for first in 0..<count {
                stage.wire.arm(fault, fromRequest: first)
                do {
                    // Closing the session is best effort; anything else that fails must show.
                    try stage.requireTrue(try await stage.perform())
                    guard stage.wire.struck <= 1 else {
                        throw ConformanceFailure("request \(first + 1) of \(count) failed, and nobody noticed")
                    }
                } catch let error as MethodError {
                    guard fault.fittingCodes.contains(error.code) else {
                        throw ConformanceFailure("request \(first + 1) of \(count): reported as \(error.code)")
                    }
                }
                try limit.require(stage.wire.steps, "request \(first + 1) of \(count)")
            }
            // What was broken is not remembered: the same provider works once the network does.
            stage.wire.arm(fault)
            let method = try stage.method()
            do { try await stage.perform(method) } catch is MethodError {}
            stage.wire.arm(nil)
            try stage.requireTrue(try await stage.perform(method))
        }
    }
}
