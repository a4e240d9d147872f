import EIDMethod

extension SigningConformance {
    /// What the person decides in each half, and how the broker hears of it.
    public static let decisions: [SigningConformance] = [
        reportsCancelling, reportsDeclining, reportsTimeout, reportsRefusedPeople, reportsUnfitCredentials,
        waitsForSlowPeople, ignoresOtherPeoplesApproval,
    ]

    /// Cancelling is no error of anyone; upstreams that cannot tell it from declining may say that.
    public static let reportsCancelling = ends(
        "cancelling in either half is reported as cancelled",
        after: .cancel,
        with: [.cancelled, .declined]
    )
    /// Declining is the person's right.
    public static let reportsDeclining = ends(
        "declining in either half is reported as declined",
        after: .decline,
        with: [.declined]
    )
    /// Silence has a code of its own.
    public static let reportsTimeout = ends(
        "a half that nobody answers is reported as expired",
        after: .ignore,
        with: [.expired]
    )

    /// A test account, a blocked one, a minor.
    public static let reportsRefusedPeople = SigningConformance(
        "a person who may not sign is reported as refused"
    ) { stage in
        try await stage.inject(.notAllowed)
        try await stage.fails("somebody who may not sign", with: [.refused]) { try await stage.perform() }
    }

    /// A key that is disabled, revoked or too short signs nothing that lasts.
    public static let reportsUnfitCredentials = SigningConformance(
        "a credential that cannot sign is refused in the first half, or at the end where nobody is named before"
    ) { stage in
        try await stage.inject(.unfitCredential)
        try await stage.fails("an unfit credential", with: [.refused, .untrusted]) {
            let second = try await stage.waiting(in: .second)
            if stage.isNative { _ = try await stage.finish(second) }
        }
    }

    /// Making a certificate may take a minute.
    public static let waitsForSlowPeople = SigningConformance(
        "a person who is not done yet is waited for, in either half"
    ) { stage in
        try await stage.inject(.slowPerson)
        try stage.requireTrue(try await stage.perform())
    }

    /// One person's approval ends one person's signing.
    public static let ignoresOtherPeoplesApproval = SigningConformance(
        "an approval in one signing ends no other, though its callback is delivered there"
    ) { stage in
        let method = try stage.method()
        for half in try await stage.halves() {
            let victim = try await stage.waiting(in: half, method)
            let attacker = try await stage.waiting(in: half, method)
            guard case .callback(let parameters) = try await stage.event(.approve, at: attacker.interaction) else {
                throw Inapplicable(reason: "the browser never comes back from this upstream")
            }
            let readdressed = try parameters.readdressed(from: attacker.request, to: victim.request)
            // The attacker may well know the state of the signing that they attack: their own.
            let isBound = stage.bench.unboundHalves[half] == nil
            for event in [.callback(parameters), .polled] + (isBound ? [MethodEvent.callback(readdressed)] : []) {
                try await stage.refuses("another signing's approval in the \(half.rawValue) half") {
                    try await stage.resume(victim, after: event)
                }
            }
        }
    }

    private static func ends(
        _ description: String,
        after action: PersonAction,
        with codes: [MethodError.Code]
    ) -> SigningConformance {
        SigningConformance(description) { stage in
            for half in try await stage.halves() {
                let waiting = try await stage.waiting(in: half)
                try await stage.fails("the \(half.rawValue) half", with: codes) {
                    try await stage.play(action, in: waiting)
                }
            }
        }
    }
}

extension SigningStage {
    /// Expects an error with one of these codes.
    func fails(
        _ what: String,
        with codes: [MethodError.Code],
        _ body: () async throws -> some Sendable
    ) async throws {
        do {
            _ = try await body()
        } catch let error as MethodError {
            guard codes.contains(error.code) else { throw ConformanceFailure("\(what): ends as \(error.code)") }
            return
        }
        throw ConformanceFailure("\(what): ends well")
    }
}

extension CallbackParameters {
    /// These parameters, with the other signing's state in the place of their own.
    func readdressed(from own: SigningRequest, to other: SigningRequest) throws -> CallbackParameters {
        guard let name = names.first(where: { self[$0] == own.callbackState }) else { return self }
        return try replacing(name, with: other.callbackState)
    }
}
