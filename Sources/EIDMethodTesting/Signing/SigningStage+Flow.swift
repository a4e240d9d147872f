import EIDMethod

/// A signing that waits for the person in one of its halves.
struct WaitingSigning: Sendable {
    let method: BareSigning
    let request: SigningRequest
    let digests: [SigningDigest]
    let half: SigningHalf
    let interaction: Interaction
    let state: [UInt8]
    /// Whom the first half named; `nil` while it lasts.
    var signer: Signer?
}

/// A signing that has ended well.
struct SignedSigning: Sendable {
    let digests: [SigningDigest]
    let signer: Signer
    let result: SigningResult
}

extension SigningStage {
    /// The most bytes of state that a signing should carry: 70 digests and a token fit.
    static let largestState = 64 * 1024

    /// Begins a signing, and plays its first half if the second is wanted.
    func waiting(
        in half: SigningHalf,
        _ method: BareSigning? = nil,
        _ request: SigningRequest? = nil
    ) async throws -> WaitingSigning {
        let method = try method ?? self.method()
        let request = request ?? self.request()
        let begun = try await noting { () throws(MethodError) in try await method.begin(request) }
        if case .ready(let signer, let state) = begun {
            guard half == .second else { throw Inapplicable(reason: Self.needsNobody) }
            return try await authorised(method, request, digests(for: request), signer, state)
        }
        let first = try waiting(begun, in: .first, method, request, digests(for: request))
        return half == .first ? first : try await approved(first)
    }

    /// Plays the person in the first half, and asks for approval of the digests.
    func approved(_ first: WaitingSigning) async throws -> WaitingSigning {
        guard case .ready(let signer, let state) = try await play(.approve, in: first) else {
            throw ConformanceFailure("the first half ends without a signer")
        }
        return try await authorised(first.method, first.request, first.digests, signer, state)
    }

    /// The halves in which a person does something; a method that needs to know nobody beforehand has no first one.
    func halves() async throws -> [SigningHalf] {
        let method = try self.method()
        let request = self.request()
        let begun = try await noting { () throws(MethodError) in try await method.begin(request) }
        if case .ready = begun { return [.second] }
        return SigningHalf.allCases
    }

    /// A signing that waits in the first half that there is.
    func waiting(_ method: BareSigning? = nil) async throws -> WaitingSigning {
        try await waiting(in: try await halves().first ?? .second, method)
    }

    /// The second half of a signing that waits in either.
    func second(of waiting: WaitingSigning) async throws -> WaitingSigning {
        waiting.half == .first ? try await approved(waiting) : waiting
    }

    /// Asks for approval of digests.
    func authorised(
        _ method: BareSigning,
        _ request: SigningRequest,
        _ digests: [SigningDigest],
        _ signer: Signer,
        _ state: [UInt8]
    ) async throws -> WaitingSigning {
        let step = try await noting { () throws(MethodError) in try await method.authorise(request, state, digests) }
        var second = try waiting(step, in: .second, method, request, digests)
        second.signer = signer
        return second
    }

    private static let needsNobody = "the method is ready before anybody does anything"

    private func waiting(
        _ step: SigningMethod.Step,
        in half: SigningHalf,
        _ method: BareSigning,
        _ request: SigningRequest,
        _ digests: [SigningDigest]
    ) throws -> WaitingSigning {
        guard case .present(let interaction, let state) = step else {
            throw ConformanceFailure("the \(half.rawValue) half ends without anyone doing anything")
        }
        try inspect(interaction)
        guard state.count <= Self.largestState else {
            throw ConformanceFailure("the state has \(state.count) bytes; \(Self.largestState) are reasonable")
        }
        return WaitingSigning(
            method: method,
            request: request,
            digests: digests,
            half: half,
            interaction: interaction,
            state: state
        )
    }

    /// Plays the person until a half ends.
    func play(_ action: PersonAction, in waiting: WaitingSigning) async throws -> SigningMethod.Step {
        var interaction = waiting.interaction
        var state = waiting.state
        for _ in 0..<64 {
            let event = try await event(action, at: interaction)
            let step = try await resume(waiting, from: state, after: event)
            guard case .present(let next, let kept) = step else { return step }
            try inspect(next)
            (interaction, state) = (next, kept)
        }
        throw ConformanceFailure("the \(waiting.half.rawValue) half has not ended after 64 interactions")
    }

    /// What the broker would deliver after the person has acted.
    func event(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        if let reason = bench.inapplicableActions[action] { throw Inapplicable(reason: try explained(action, reason)) }
        if case .openApp(_, _, let pause, _) = interaction { bench.clock.advance(by: pause) }
        let event = try await bench.play(action, at: interaction)
        // An error and its description may well be told; a code may not.
        if case .callback(let parameters) = event, action == .approve, parameters["error"] == nil { watch(parameters) }
        return event
    }

    /// Continues a half.
    func resume(
        _ waiting: WaitingSigning,
        from state: [UInt8]? = nil,
        after event: MethodEvent
    ) async throws -> SigningMethod.Step {
        try await noting { () throws(MethodError) in
            try await waiting.method.resume(waiting.request, state ?? waiting.state, event)
        }
    }

    /// A whole signing.
    @discardableResult
    func perform(_ method: BareSigning? = nil, _ request: SigningRequest? = nil) async throws -> SignedSigning {
        let second = try await waiting(in: .second, method, request)
        return try await finish(second)
    }

    /// The second half of a signing.
    func finish(_ second: WaitingSigning) async throws -> SignedSigning {
        guard let signer = second.signer, case .signed(let result) = try await play(.approve, in: second) else {
            throw ConformanceFailure("the second half ends without signatures")
        }
        return SignedSigning(digests: second.digests, signer: signer, result: result)
    }

    /// Makes the upstream misbehave, or ends the behaviour when the bench says why that means nothing here.
    func inject(_ fault: SigningFault) async throws {
        switch (try await bench.inject(fault), bench.inapplicableFaults[fault]) {
        case (true, nil): return
        case (true, _?):
            throw ConformanceFailure("the bench lists \(fault.rawValue) as inapplicable, yet can inject it")
        case (false, let reason?): throw Inapplicable(reason: try explained(fault, reason))
        case (false, nil):
            throw ConformanceFailure("the bench neither injects \(fault.rawValue) nor says why it means nothing")
        }
    }

    private func explained(_ subject: some Any, _ reason: String) throws -> String {
        guard reason.utf8.count >= 12 else {
            throw ConformanceFailure("why is \(subject) inapplicable? \"\(reason)\" explains nothing")
        }
        return reason
    }

    private func inspect(_ interaction: Interaction) throws {
        switch interaction {
        case .redirect(let url), .post(let url, _):
            guard around.allows(url) else {
                throw ConformanceFailure("the person is sent to a URL that is not https")
            }
        case .openApp(_, _, let pause, _):
            guard pause > .zero, pause <= .seconds(60) else {
                throw ConformanceFailure("polling after \(pause) is not reasonable")
            }
        case .ask: break
        }
    }
}
