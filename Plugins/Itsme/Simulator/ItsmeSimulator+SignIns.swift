import EIDSimulator

/// How a sign-in begins and ends (§10.1, §10.3).
extension ItsmeSimulator {
    /// Starts an action for a request that passed every check.
    func begin(
        _ request: AuthorizationRequest,
        disturbances: Set<ItsmeFault>,
        _ exam: inout Examination
    ) -> String {
        let id = random.text(24)
        exam.trace.action = id
        exam.note("§26.3", "action created for a \(request.service.kind.rawValue) service")
        actions[id] = ItsmeAction(
            id: id,
            traceID: exam.trace.id,
            request: request,
            started: clock.seconds,
            disturbances: disturbances,
            icon: MatchingIcon.allCases.randomElement(using: &random) ?? .star
        )
        keep(exam.trace)
        playPerson(id)
        if let trace = traces[exam.trace.id] { exam.trace = trace }
        return id
    }

    /// Ends with an error on the way back.
    func end(_ id: String, _ phase: ActionPhase, _ refusal: ItsmeRefusal) {
        guard var action = actions[id], action.phase.isOpen else { return }
        action.phase = phase
        action.location = action.request.target.location(error: refusal, faults: action.disturbances)
        actions[id] = action
        note(action.traceID, refusal.rule, "\(refusal.code): \(refusal.text)")
    }

    /// Ends with a code.
    func issueCode(_ action: ItsmeAction, _ persona: ItsmePersona) {
        var action = action
        let code = random.text(36)
        codes[code] = CodeGrant(action: action.id, expires: clock.seconds + 180)
        action.phase = .codeIssued
        action.approved = clock.seconds
        action.problem = nil
        action.subject = subjects.subject(
            persona: persona.id,
            generation: persona.generation,
            client: action.client.id
        )
        action.location = action.request.target.location([("code", code)], faults: action.disturbances)
        actions[action.id] = action
        guard var trace = traces[action.traceID] else { return }
        trace.add(.issued, rule: "§10.1", "approved at \(action.request.level); a code was issued", at: clock.text)
        traces[action.traceID] = trace
    }
}
