import EIDMethod

extension MethodConformance {
    /// What the network does to a method; the suite brings these faults, at each request of a transaction in turn.
    public static let network: [MethodConformance] = [
        reportsUnreachableUpstream, reportsSlowUpstream, refusesOversizedAnswers, reportsServerErrors,
        refusesRedirects, refusesEmptyAnswers, refusesGarbage, refusesDeepAnswers, refusesMarkup,
        limitsItsRequests,
    ]

    /// No connection.
    public static let reportsUnreachableUpstream = survives("an unreachable upstream is reported", .unreachable)
    /// No answer in time; the time is virtual.
    public static let reportsSlowUpstream = survives("an upstream that never answers is reported", .slow)
    /// More bytes than the request allows.
    public static let refusesOversizedAnswers = survives("an oversized answer is refused", .oversized)
    /// 503.
    public static let reportsServerErrors = survives("an upstream that answers 5xx is reported", .serverError)
    /// 302: following it would send secrets elsewhere.
    public static let refusesRedirects = survives("an upstream that redirects is refused", .redirect)
    /// 200 without a body.
    public static let refusesEmptyAnswers = survives("an empty answer is refused", .empty)
    /// Bytes that are no text.
    public static let refusesGarbage = survives("an answer of garbage is refused", .garbage)
    /// JSON nested so deeply that a recursive reader overflows its stack.
    public static let refusesDeepAnswers = survives("a deeply nested answer is refused", .deep)
    /// A maintenance page with status 200.
    public static let refusesMarkup = survives("a page instead of an answer is refused", .html)

    /// A bound on time and size is part of each request.
    public static let limitsItsRequests = MethodConformance(
        "each request to the upstream has a reasonable limit of time and size"
    ) { stage in
        stage.wire.arm(nil)
        try await stage.perform(with: try stage.method(), try stage.request())
        for request in stage.wire.requests {
            guard request.limits.time <= NetworkFault.longestReasonableTime else {
                throw ConformanceFailure("a request may take \(request.limits.time)")
            }
            guard request.limits.bodyBytes <= NetworkFault.largestReasonableBody else {
                throw ConformanceFailure("an answer may have \(request.limits.bodyBytes) bytes")
            }
        }
    }

    private static func survives(_ description: String, _ fault: NetworkFault) -> MethodConformance {
        MethodConformance(description) { stage in
            // A clean run says how many requests there are, and what comes out of it.
            stage.wire.arm(nil)
            let clean = try await stage.perform(with: try stage.method(), try stage.request())
            let count = stage.wire.requests.count
            guard count > 0 else { throw Inapplicable(reason: "the method never calls its upstream") }
            let limit = CallLimit(clean: stage.wire.steps)
            for first in 0..<count {
                stage.wire.arm(fault, fromRequest: first)
                let place = "request \(first + 1) of \(count)"
                do {
                    let identity = try await stage.perform(with: try stage.method(), try stage.request())
                    if stage.wire.struck > 0 { try stage.require(identity, isLessThan: clean, place) }
                } catch let error as MethodError {
                    guard fault.fittingCodes.contains(error.code) else {
                        throw ConformanceFailure("\(place): reported as \(error.code)")
                    }
                }
                try limit.require(stage.wire.steps, place)
            }
            // What was broken is not remembered: the same provider works once the network does.
            stage.wire.arm(fault)
            let method = try stage.method()
            do { try await stage.perform(with: method, try stage.request()) } catch is MethodError {}
            stage.wire.arm(nil)
            stage.bench.clock.advance(by: .seconds(300))
            let recovered = try await stage.perform(with: method, try stage.request())
            guard recovered.subject == clean.subject else {
                throw ConformanceFailure("afterwards, somebody else appears")
            }
        }
    }
}

extension Stage {
    /// Only what is best effort (a photo fetched separately) may fail without failing the transaction.
    fileprivate func require(
        _ identity: VerifiedIdentity,
        isLessThan clean: VerifiedIdentity,
        _ place: String
    ) throws {
        try requireTrue(identity)
        guard identity.subject == clean.subject, identity.attributes.names.count < clean.attributes.names.count else {
            throw ConformanceFailure("\(place): failed, yet the transaction ends as if nothing had happened")
        }
    }
}
