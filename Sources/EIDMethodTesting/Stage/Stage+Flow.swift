import EIDMethod

/// A transaction whose browser is just coming back.
struct PendingCallback: Sendable {
    let method: Method
    let request: MethodRequest
    let state: [UInt8]
    let parameters: CallbackParameters
}

extension Stage {
    /// The most bytes of state that a transaction should carry.
    static let largestState = 16 * 1024

    /// Starts a transaction and looks at what the person would see.
    func begin(_ method: Method, _ request: MethodRequest) async throws -> Method.Step {
        try inspect(try await noting { () throws(MethodError) in try await method.begin(request) }, request)
    }

    /// Starts a transaction and answers what the method asks first, until it shows something of its own.
    func beginBehindQuestions(
        _ method: Method,
        _ request: MethodRequest
    ) async throws -> (interaction: Interaction, state: [UInt8]) {
        guard case .present(var interaction, var state) = try await begin(method, request) else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        for _ in 0..<Self.mostSteps where interaction.isQuestion {
            let answer = try await play(.approve, at: interaction)
            guard case .present(let next, let kept) = try await resume(method, request, from: state, after: answer)
            else { break }
            (interaction, state) = (next, kept)
        }
        return (interaction, state)
    }

    /// Continues a transaction.
    func resume(
        _ method: Method,
        _ request: MethodRequest,
        from state: [UInt8],
        after event: MethodEvent
    ) async throws -> Method.Step {
        try inspect(
            try await noting { () throws(MethodError) in
                try await method.resume(request, from: state, after: event)
            },
            request
        )
    }

    /// Plays the person at an interaction, or ends the behaviour when a person cannot do that here.
    func play(_ action: PersonAction, at interaction: Interaction) async throws -> MethodEvent {
        if let reason = bench.inapplicableActions[action] { throw Inapplicable(reason: try explained(action, reason)) }
        if case .openApp(_, _, let pause, _) = interaction { bench.clock.advance(by: pause) }
        let event = try await bench.play(action, at: interaction)
        if case .callback(let parameters) = event, action == .approve { watch(parameters) }
        return event
    }

    /// Plays a whole transaction to its end; `showing` gets to see what the person sees.
    @discardableResult
    func perform(
        _ action: PersonAction = .approve,
        with method: Method,
        _ request: MethodRequest,
        showing: (Interaction) -> Void = { _ in }
    ) async throws -> VerifiedIdentity {
        try await finish(try await begin(method, request), action, with: method, request, showing: showing)
    }

    /// Plays on from a step to the end.
    func finish(
        _ step: Method.Step,
        _ action: PersonAction = .approve,
        with method: Method,
        _ request: MethodRequest,
        showing: (Interaction) -> Void = { _ in }
    ) async throws -> VerifiedIdentity {
        var step = step
        for _ in 0..<Self.mostSteps {
            switch step {
            case .finished(let identity): return identity
            case .present(let interaction, let state):
                showing(interaction)
                let event = try await play(action, at: interaction)
                step = try await resume(method, request, from: state, after: event)
            }
        }
        throw ConformanceFailure("the transaction has not ended after \(Self.mostSteps) interactions")
    }

    /// Plays until the browser comes back; ends the behaviour for methods whose browser never does.
    func pendingCallback(_ method: Method, _ request: MethodRequest) async throws -> PendingCallback {
        var step = try await begin(method, request)
        for _ in 0..<64 {
            guard case .present(let interaction, let state) = step else { break }
            let event = try await play(.approve, at: interaction)
            if case .callback(let parameters) = event {
                return PendingCallback(method: method, request: request, state: state, parameters: parameters)
            }
            step = try await resume(method, request, from: state, after: event)
        }
        throw Inapplicable(reason: "the browser never comes back from this upstream")
    }

    /// Delivers a callback, possibly another one than the upstream sent.
    func resume(_ pending: PendingCallback, with parameters: CallbackParameters? = nil) async throws -> Method.Step {
        try await resume(
            pending.method,
            pending.request,
            from: pending.state,
            after: .callback(parameters ?? pending.parameters)
        )
    }

    /// Makes the upstream misbehave, or ends the behaviour when the bench says why that means nothing here.
    func inject(_ fault: UpstreamFault) async throws {
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

    private func inspect(_ step: Method.Step, _ request: MethodRequest) throws -> Method.Step {
        switch step {
        case .finished(let identity): watch(identity)
        case .present(let interaction, let state):
            guard state.count <= Self.largestState else {
                throw ConformanceFailure(
                    "the state has \(state.count) bytes; at most \(Self.largestState) are reasonable"
                )
            }
            try inspect(interaction)
        }
        return step
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
        case .ask(let prompt):
            guard prompt.maximumLength > 0, Language.allCases.allSatisfy({ !prompt.label[$0].isEmpty }) else {
                throw ConformanceFailure("a prompt needs a label in every language and room for an answer")
            }
        }
    }
}
