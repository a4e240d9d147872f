import EIDMethod

/// A point in the middle of a transaction: what the person sees, and what the broker keeps of it.
struct StagedStep: Sendable {
    let method: Method
    let request: MethodRequest
    let interaction: Interaction
    let state: [UInt8]
}

extension Stage {
    /// The most interactions of one transaction.
    static let mostSteps = 64

    /// Plays a person who approves up to a step (counted from 0); `nil` where the transaction is over before.
    func reach(_ number: Int, as type: MethodType? = nil) async throws -> StagedStep? {
        let (method, request) = (try method(), try request(type))
        var step = try await begin(method, request)
        for _ in 0..<number {
            guard case .present(let interaction, let state) = step else { return nil }
            let event = try await play(.approve, at: interaction)
            step = try await resume(method, request, from: state, after: event)
        }
        guard case .present(let interaction, let state) = step else { return nil }
        return StagedStep(method: method, request: request, interaction: interaction, state: state)
    }

    /// Plays a person to the end that is no identity; answers with the last step and the event that ended it.
    func fail(
        _ action: PersonAction,
        from start: StagedStep
    ) async throws -> (step: StagedStep, event: MethodEvent, error: MethodError) {
        var last = start
        for _ in 0..<Self.mostSteps {
            let event = try await play(action, at: last.interaction)
            do {
                let next = try await resume(last.method, last.request, from: last.state, after: event)
                guard case .present(let interaction, let state) = next else {
                    throw ConformanceFailure("the person answers with \(action.rawValue), yet an identity comes out")
                }
                last = StagedStep(method: last.method, request: last.request, interaction: interaction, state: state)
            } catch let error as MethodError {
                return (last, event, error)
            }
        }
        throw ConformanceFailure("the transaction has not ended after \(Self.mostSteps) interactions")
    }

    /// Delivers an event to a transaction that is over.
    func requireNobody(_ what: String, at step: StagedStep, after event: MethodEvent) async throws {
        try await refuses(what) { try await resume(step.method, step.request, from: step.state, after: event) }
    }
}

extension StagedStep {
    /// Events that do not fit what the person sees, those of earlier steps included.
    func strays(after earlier: [MethodEvent]) throws -> [MethodEvent] {
        let invented = try CallbackParameters.make([
            FormField(name: "state", value: request.callbackState), FormField(name: "code", value: "an-invented-code"),
        ])
        let callbacks: [MethodEvent] = [.callback(try CallbackParameters.make([])), .callback(invented)]
        let answers: [MethodEvent] = [.answered(PromptAnswer(text: "")), .answered(PromptAnswer(text: "0"))]
        let answered = earlier.filter { if case .answered = $0 { true } else { false } }
        let returned = earlier.filter { if case .callback = $0 { true } else { false } }
        return switch interaction {
        // A callback of the browser has a behaviour of its own for each thing that can be wrong with it.
        case .redirect, .post: [.polled] + answers + answered
        case .openApp: callbacks + answers + answered
        case .ask: [.polled] + callbacks + returned
        }
    }
}
