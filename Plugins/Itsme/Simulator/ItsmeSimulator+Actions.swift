import EIDSimulator

/// What becomes of an action: identification, the person's answer, and the way back (§26.3, §26.4).
extension ItsmeSimulator {
    /// How an approval is given on the phone.
    enum Approval {
        case biometrics
        case code(String)
    }

    func newExamination() -> Examination {
        Examination(trace: SimulatorTrace(id: random.text(9, of: SeededRandom.digits)), clock: clock)
    }

    func keep(_ trace: SimulatorTrace) {
        traces[trace.id] = trace
        for violation in trace.violations { log("itsme \(trace.id) \(trace.client ?? "-") \(violation)") }
    }

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
        applyFaults(id, client: request.client.id)
        applyScript(id, client: request.client.id)
        if let trace = traces[exam.trace.id] { exam.trace = trace }
        return id
    }

    /// An action as it is at this moment, expired if its time is over.
    func current(_ id: String) -> ItsmeAction? {
        guard let action = actions[id] else { return nil }
        if action.phase.isOpen, clock.seconds >= action.expires { expire(id) }
        return actions[id]
    }

    /// Says whose phone the request goes to; an unknown, blocked or app-less one leaves the page as it is.
    func identify(_ id: String, persona personaID: String?, mode: String) {
        guard var action = current(id), action.phase.isOpen else { return }
        defer { actions[id] = action }
        let isUnknown = faults.take(.unknownPhone, at: .authorization, client: action.request.client.id) != nil
        guard !isUnknown, let account = personaID.flatMap({ accounts[$0] }), account.isActive else {
            action.problem = .unknownPhone
            return note(action, "§26.4", "nobody with an active account was named")
        }
        guard account.persona.hasApp else {
            action.problem = .appMissing
            return note(action, "§26.4", "the app is not installed on that phone")
        }
        action.persona = personaID
        action.mode = mode
        action.phase = .pending
        action.problem = nil
        action.shown = clock.seconds
        note(action, "§26.3", "request shown on the phone of \(account.persona.id), by \(mode)")
    }

    /// Approves; what is wrong leaves the action open and says why.
    func approve(_ id: String, by approval: Approval) {
        guard var action = current(id), action.phase == .pending, let personaID = action.persona,
            var account = accounts[personaID]
        else { return }
        guard account.isActive else { return reject(id, "the account is blocked") }
        switch approval {
        case .biometrics:
            // §6.3: acr_advanced makes the itsme code compulsory.
            guard !action.request.isAdvanced, account.persona.hasBiometrics else {
                action.problem = .codeRequired
                actions[id] = action
                return note(action, "§6.3", "biometrics do not suffice")
            }
        case .code(let code):
            guard code == account.persona.code else {
                let isBlocked = account.countWrongCode()
                accounts[personaID] = account
                action.problem = .wrongCode
                actions[id] = action
                note(action, "§26.4", "wrong itsme code, \(account.wrongCodes) in a row")
                if isBlocked { reject(id, "three wrong itsme codes: the account is blocked") }
                return
            }
        }
        account.wrongCodes = 0
        accounts[personaID] = account
        issueCode(&action, account.persona)
        actions[id] = action
    }

    /// Ends with `access_denied`.
    func reject(_ id: String, _ reason: String) { end(id, .rejected, ItsmeRefusal("access_denied", "§10.3", reason)) }

    /// Ends because nobody answered in time.
    func expire(_ id: String) {
        end(id, .expired, ItsmeRefusal("access_denied", "§25.11", "the request has expired in the app"))
    }

    /// Ends with an error on the way back.
    func end(_ id: String, _ phase: ItsmeAction.Phase, _ refusal: ItsmeRefusal) {
        guard var action = actions[id], action.phase.isOpen else { return }
        action.phase = phase
        action.location = action.request.target.location(error: refusal, faults: action.disturbances)
        actions[id] = action
        note(action, refusal.rule, "\(refusal.code): \(refusal.text)")
    }

    func note(_ action: ItsmeAction, _ rule: String, _ text: String) {
        guard var trace = traces[action.traceID] else { return }
        trace.add(.note, rule: rule, text, at: clock.text)
        traces[action.traceID] = trace
    }

    private func issueCode(_ action: inout ItsmeAction, _ persona: ItsmePersona) {
        let client = action.request.client.id
        let code = random.text(36)
        codes[code] = CodeGrant(action: action.id, expires: clock.seconds + 180)
        action.phase = .approved
        action.approved = clock.seconds
        action.problem = nil
        action.subject = subjects.subject(persona: persona.id, generation: persona.generation, client: client)
        action.location = action.request.target.location([("code", code)], faults: action.disturbances)
        guard var trace = traces[action.traceID] else { return }
        trace.add(.issued, rule: "§10.1", "approved at \(action.request.level); a code was issued", at: clock.text)
        traces[action.traceID] = trace
    }

    private func applyFaults(_ id: String, client: String) {
        let take = { (fault: ItsmeFault) in self.faults.take(fault, at: .authorization, client: client) != nil }
        if take(.cancel) { reject(id, "the user left the page") }
        if take(.reject) { reject(id, "the user rejected the request") }
        if take(.timeout) { expire(id) }
        if take(.wrongCodeThreeTimes) { reject(id, "three wrong itsme codes: the account is blocked") }
    }

    /// Takes the next step of the script that is meant for a client.
    func nextStep(for client: String) -> ItsmeScriptStep? {
        guard let index = script.firstIndex(where: { $0.client == nil || $0.client == client }) else { return nil }
        let step = script[index]
        if step.times == 1 {
            script.remove(at: index)
        } else if step.times > 1 {
            script[index].times -= 1
        }
        return step
    }

    private func applyScript(_ id: String, client: String) {
        guard let step = nextStep(for: client) else { return }
        for fault in step.faults { faults.arm(fault) }
        decide(step.decision, on: id, persona: step.persona)
    }

    /// Plays a person from identification to the end of an action.
    func decide(_ decision: ItsmeDecision, on id: String, persona: String?) {
        guard let action = current(id), action.phase.isOpen else { return }
        switch decision {
        case .cancel: return reject(id, "the user left the page")
        case .fail:
            let refusal = ItsmeRefusal("temporary_unavailable", "§10.3", "Simulated overload or maintenance")
            return end(id, .failed, refusal)
        case .expire: return expire(id)
        case .approve, .reject, .wrongCode: break
        }
        if action.phase == .created { identify(id, persona: persona, mode: "QR") }
        guard let pending = actions[id], pending.phase == .pending,
            let account = pending.persona.flatMap({ accounts[$0] })
        else { return }
        switch decision {
        case .approve:
            let needsCode = pending.request.isAdvanced || !account.persona.hasBiometrics
            approve(id, by: needsCode ? .code(account.persona.code) : .biometrics)
        case .reject: reject(id, "the user rejected the request")
        default: approve(id, by: .code("wrong"))
        }
    }
}
