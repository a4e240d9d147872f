import EIDMethod

extension MethodConformance {
    /// What the person decides, and how the broker hears of it.
    public static let decisions: [MethodConformance] = [
        reportsCancelling, reportsDeclining, reportsTimeout, ignoresOtherPeoplesApproval,
    ]

    /// Cancelling is no error of anyone; upstreams that cannot tell it from declining may say that.
    public static let reportsCancelling = ends(
        "cancelling at the upstream is reported as cancelled",
        after: .cancel,
        with: [.cancelled, .declined]
    )
    /// Declining is the person's right.
    public static let reportsDeclining = ends(
        "declining at the upstream is reported as declined",
        after: .decline,
        with: [.declined]
    )
    /// Silence has a code of its own.
    public static let reportsTimeout = ends(
        "an interaction that nobody answers is reported as expired",
        after: .ignore,
        with: [.expired]
    )

    /// One person's approval ends one person's transaction.
    public static let ignoresOtherPeoplesApproval = MethodConformance(
        "an approval in one transaction finishes no other"
    ) { stage in
        let method = try stage.method()
        let waiting = try stage.request()
        guard case .present(let interaction, let state) = try await stage.begin(method, waiting) else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        try await stage.perform(with: method, try stage.request())
        if case .openApp(_, _, let pause, _) = interaction { stage.bench.clock.advance(by: pause) }
        try await stage.refuses("polling while nobody has answered") {
            try await stage.resume(method, waiting, from: state, after: .polled)
        }
    }

    private static func ends(
        _ description: String,
        after action: PersonAction,
        with codes: [MethodError.Code]
    ) -> MethodConformance {
        MethodConformance(description) { stage in
            for type in [MethodType.verification, .authentication] where stage.descriptor.types.contains(type) {
                do {
                    try await stage.perform(action, with: try stage.method(), try stage.request(type))
                } catch let error as MethodError {
                    guard codes.contains(error.code) else {
                        throw ConformanceFailure("a \(type.rawValue) ends as \(error.code)")
                    }
                    continue
                }
                throw ConformanceFailure("a \(type.rawValue) ends in an identity")
            }
        }
    }
}
