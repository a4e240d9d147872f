import EIDMethod

extension MethodConformance {
    /// How a method gets from step to step: by the event that fits, on any node, and out of it at any time.
    public static let transitions: [MethodConformance] = [
        cancelsAtEveryStep, refusesEventsOutOfPlace, restartsAtEveryStep,
    ]

    /// People turn back at any point, at the upstream or on a page of the broker.
    public static let cancelsAtEveryStep = MethodConformance(
        "cancelling at any step ends it, here and at the upstream, and names nobody afterwards"
    ) { stage in
        let canTurnBack = stage.bench.inapplicableActions[.cancel] == nil
        for number in 0..<Stage.mostSteps {
            guard let stopped = try await stage.stopHere(at: number) else {
                guard number > 0 else { throw ConformanceFailure("begin finished without anyone doing anything") }
                return
            }
            // A question is the broker's own page.
            guard canTurnBack, !stopped.interaction.isQuestion, let step = try await stage.reach(number) else {
                continue
            }
            let end = try await stage.fail(.cancel, from: step)
            guard [.cancelled, .declined].contains(end.error.code) else {
                throw ConformanceFailure("cancelling at step \(number + 1) ends as \(end.error.code)")
            }
            for event in end.step.isApp ? [.polled, end.event] : [end.event] {
                try await stage.requireNobody("step \(number + 1), cancelled before", at: end.step, after: event)
            }
        }
    }

    /// An event that does not fit the step ends in an error, and a transaction that is over stays so.
    public static let refusesEventsOutOfPlace = MethodConformance(
        "an event that does not fit the step is refused at every step, and harms nothing"
    ) { stage in
        let (method, request) = (try stage.method(), try stage.request())
        var step = try await stage.begin(method, request)
        var events: [MethodEvent] = []
        var last: StagedStep?
        for _ in 0..<Stage.mostSteps {
            guard case .present(let interaction, let state) = step else { break }
            let staged = StagedStep(method: method, request: request, interaction: interaction, state: state)
            // The person has acted before the stray event comes, so that there is something to gain.
            let event = try await stage.play(.approve, at: interaction)
            try await stage.requireErrors(at: staged, after: try staged.strays(after: events))
            step = try await stage.resume(method, request, from: state, after: event)
            events.append(event)
            last = staged
        }
        guard case .finished(let identity) = step, let last else {
            throw ConformanceFailure("the transaction has not ended after \(Stage.mostSteps) interactions")
        }
        try await stage.requireErrors(at: last, after: try last.strays(after: events))
        for event in [.polled, events.last].compactMap(\.self) {
            try await stage.requireNobodyElse(than: identity, at: last, after: event)
        }
        for action in [PersonAction.decline, .ignore] where stage.bench.inapplicableActions[action] == nil {
            guard let start = try await stage.reach(0) else { return }
            let end = try await stage.fail(action, from: start)
            for event in try end.step.strays(after: []) + [.polled, end.event] {
                try await stage.requireNobody("an event after the end (\(action.rawValue))", at: end.step, after: event)
            }
        }
    }

    /// Nodes are restarted in mid-flow, and the next request of a browser goes to another one.
    public static let restartsAtEveryStep = MethodConformance(
        "another provider takes over at every step, from the stored state alone"
    ) { stage in
        let request = try stage.request()
        let expected = try await stage.perform(with: try stage.method(), try stage.request())
        var step = try await stage.begin(try stage.method(), request)
        for _ in 0..<Stage.mostSteps {
            guard case .present(let interaction, let state) = step else { break }
            let event = try await stage.play(.approve, at: interaction)
            step = try await stage.resume(try stage.method(), request, from: try stage.recode(state), after: event)
        }
        guard case .finished(let identity) = step else {
            throw ConformanceFailure("the transaction has not ended after \(Stage.mostSteps) interactions")
        }
        guard identity.subject == expected.subject else { throw ConformanceFailure("somebody else comes out") }
    }
}

extension Stage {
    /// The person stops on a page of the broker: the upstream waits no longer, and an approval comes too late.
    ///
    /// Answers with the step; `nil` where a transaction of somebody who approves is over before.
    fileprivate func stopHere(at number: Int) async throws -> StagedStep? {
        let before = await bench.openTransactions
        guard let step = try await reach(number) else { return nil }
        let waiting = await bench.openTransactions
        await step.method.abandon(step.request, from: step.state)
        guard let before, let waiting, let after = await bench.openTransactions else { return step }
        guard after <= before else {
            throw ConformanceFailure("stopped at step \(number + 1), yet the upstream still waits for the person")
        }
        // Where nobody was waited for, the broker alone forgets the transaction.
        guard after < waiting else { return step }
        // An app need not be able to approve what is gone.
        let event = (try? await play(.approve, at: step.interaction)) ?? .polled
        try await requireNobody("step \(number + 1), stopped before", at: step, after: event)
        return step
    }

    /// Expects an error for each event; another page would be an answer to what nobody asked.
    fileprivate func requireErrors(at step: StagedStep, after events: [MethodEvent]) async throws {
        for event in events {
            do {
                let next = try await resume(step.method, step.request, from: step.state, after: event)
                if case .finished = next { throw ConformanceFailure("\(event.kind) finishes at \(step.kind)") }
                throw ConformanceFailure("\(event.kind) goes on at \(step.kind)")
            } catch is MethodError {}
        }
    }

    /// An upstream may tell twice who has approved; it is the same person then.
    fileprivate func requireNobodyElse(
        than identity: VerifiedIdentity,
        at step: StagedStep,
        after event: MethodEvent
    ) async throws {
        do {
            let next = try await resume(step.method, step.request, from: step.state, after: event)
            guard case .finished(let second) = next, second.subject != identity.subject else { return }
            throw ConformanceFailure("after the end, somebody else comes out")
        } catch is MethodError {}
    }
}

extension MethodEvent {
    /// What it is, for a sentence.
    fileprivate var kind: String {
        switch self {
        case .callback: "a callback"
        case .answered: "an answer"
        case .polled: "a poll"
        }
    }
}

extension StagedStep {
    fileprivate var isApp: Bool { if case .openApp = interaction { true } else { false } }

    /// What the person sees, for a sentence.
    fileprivate var kind: String {
        switch interaction {
        case .redirect, .post: "a page of the upstream"
        case .openApp: "an app"
        case .ask: "a question"
        }
    }
}
