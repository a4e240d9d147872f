import EIDSimulator

/// What faults, scripts and the control API do instead of a person.
extension ItsmeSimulator {
    /// Lets armed faults, and then the script's next step, decide a new action.
    func playPerson(_ id: String) {
        // What is over already needs nobody: faults and step are for the next action.
        guard let action = phoneAction(id), action.phase.isOpen else { return }
        let take = { (fault: ItsmeFault) in
            self.faults.take(fault, at: action.endpoint, client: action.client.id) != nil
        }
        if take(.cancel) { reject(id, "the user left the page") }
        if take(.reject) { reject(id, "the user rejected the request") }
        if take(.timeout) { expire(id) }
        if take(.wrongCodeThreeTimes) { reject(id, Self.blocked) }
        guard phoneAction(id)?.phase.isOpen ?? false, let step = nextStep(for: action.client.id) else { return }
        for fault in step.faults { faults.arm(fault) }
        decide(step.decision, on: id, persona: step.persona)
    }

    /// Takes the next step of the script that is meant for a client.
    private func nextStep(for client: String) -> ItsmeScriptStep? {
        guard let index = script.firstIndex(where: { $0.client == nil || $0.client == client }) else { return nil }
        let step = script[index]
        if step.times == 1 {
            script.remove(at: index)
        } else if step.times > 1 {
            script[index].times -= 1
        }
        return step
    }

    /// Plays a person from wherever an action stands to its end.
    func decide(_ decision: ItsmeDecision, on id: String, persona: String?) {
        guard let action = phoneAction(id), action.phase.isOpen else { return }
        switch decision {
        case .cancel: return reject(id, "the user left the page")
        case .fail: return fail(id)
        case .expire: return expire(id)
        case .approve, .reject, .wrongCode: break
        }
        // Whoever it is does not want to.
        if action.phase == .created, persona == nil, decision == .reject {
            return reject(id, "the user rejected the request")
        }
        if action.phase == .created { identify(id, persona: persona, mode: "QR") }
        guard let asked = phoneAction(id), asked.phase.isOnPhone, let holder = asked.persona,
            let account = accounts[holder]
        else { return }
        // Somebody else's phone never shows what is to be signed.
        guard asked is ItsmeAction || persona == nil || persona == holder else {
            return note(asked.traceID, "§26.6", "\(persona ?? "") does not hold the phone that is asked")
        }
        switch decision {
        case .approve:
            let needsCode = asked.needsCode || !account.persona.hasBiometrics
            let approval = needsCode ? Approval.code(account.persona.code) : .biometrics
            approve(id, by: approval)
            // Again where a certificate must be made first.
            if phoneAction(id)?.phase == .creating { approve(id, by: approval) }
        case .reject: reject(id, "the user rejected the request")
        default: approve(id, by: .code("wrong"))
        }
    }
}
