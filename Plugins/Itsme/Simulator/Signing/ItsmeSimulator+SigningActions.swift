import EIDJSON
import EIDSimulator

/// What becomes of an action on the way to a signature: who, a certificate where there is none, and the answer (§17).
extension ItsmeSimulator {
    /// What an action is started with.
    struct SigningStart {
        let client: ItsmeClient
        let service: ItsmeService?
        let purpose: SigningAction.Purpose
        let way: SigningAction.Way
        let language: PageLanguage
        /// Whom itsme knows already.
        var persona: String?
        let endpoint: ItsmeEndpoint
    }

    /// Starts an action for a request that passed every check.
    func beginSigning(_ start: SigningStart, _ exam: inout Examination) -> String {
        let id = random.text(24)
        exam.trace.action = id
        exam.trace.client = start.client.id
        exam.note("§17", "action created")
        var action = SigningAction(
            id: id,
            traceID: exam.trace.id,
            client: start.client,
            service: start.service,
            purpose: start.purpose,
            way: start.way,
            language: start.language,
            started: clock.seconds,
            icon: MatchingIcon.allCases.randomElement(using: &random) ?? .star,
            disturbances: disturbances(start.client, at: start.endpoint)
        )
        if let persona = start.persona {
            action.persona = persona
            action.mode = "push"
        }
        signing.actions[id] = action
        keep(exam.trace)
        if let persona = start.persona { show(id, persona) }
        applySigningFaults(id, at: start.endpoint)
        // A leg that is over already needs nobody: its step is for the next one.
        if signing.actions[id]?.phase.isOpen ?? false, let step = nextStep(for: start.client.id) {
            for fault in step.faults { faults.arm(fault) }
            decideSigning(step.decision, on: id, persona: step.persona)
        }
        if let trace = traces[exam.trace.id] { exam.trace = trace }
        return id
    }

    /// An action as it is at this moment, expired if its time is over.
    func currentSigning(_ id: String) -> SigningAction? {
        guard let action = signing.actions[id] else { return nil }
        if action.phase.isOpen, clock.seconds >= action.expires { expireSigning(id) }
        return signing.actions[id]
    }

    /// Says whose phone the request goes to; only an identification asks.
    func identifySigning(_ id: String, persona: String?, mode: String) {
        guard var action = currentSigning(id), action.phase == .created else { return }
        let isUnknown = faults.take(.unknownPhone, at: endpoint(of: action), client: action.client.id) != nil
        guard !isUnknown, let persona, let account = accounts[persona], account.isActive else {
            action.problem = .unknownPhone
            signing.actions[id] = action
            return note(action.traceID, "§26.4", "nobody with an active account was named")
        }
        guard account.persona.hasApp else {
            action.problem = .appMissing
            signing.actions[id] = action
            return note(action.traceID, "§26.4", "the app is not installed on that phone")
        }
        // §23: test accounts do not work for qualified signatures, not even in the test environment.
        guard !account.persona.isTestAccount else {
            return endSigning(id, .failed, reason: "NOT_ALLOWED_TO_SIGN", "§26.6", "test accounts cannot sign")
        }
        action.persona = persona
        action.mode = mode
        action.problem = nil
        action.phase = .pending
        action.shown = clock.seconds
        signing.actions[id] = action
        note(action.traceID, "§18.1", "request shown on the phone of \(persona), by \(mode)")
    }

    /// Puts a request on the phone of somebody whom itsme knows already.
    private func show(_ id: String, _ persona: String) {
        guard var action = signing.actions[id] else { return }
        if action.order == nil {
            guard !hasCertificate(persona) else { return finish(id) }
            return askForCertificate(id)
        }
        action.phase = .pending
        action.shown = clock.seconds
        signing.actions[id] = action
        note(action.traceID, "§18.1", "request shown on the phone of \(persona)")
    }

    private func askForCertificate(_ id: String) {
        guard var action = signing.actions[id], action.phase.isOpen else { return }
        action.phase = .creating
        action.shown = clock.seconds
        action.problem = nil
        signing.actions[id] = action
        note(action.traceID, "§17", "no certificate yet: the phone asks whether to create one")
        let place = endpoint(of: action)
        if faults.take(.createCertRejected, at: place, client: action.client.id) != nil {
            rejectSigning(id, "the user rejected CREATE_CERT")
        }
        if faults.take(.createCertExpired, at: place, client: action.client.id) != nil { expireSigning(id) }
    }

    /// Confirms with the itsme code; a wrong one leaves the action open, the third blocks the account.
    func approveSigning(_ id: String, code: String?) {
        guard var action = currentSigning(id), action.phase == .pending || action.phase == .creating,
            let persona = action.persona, var account = accounts[persona]
        else { return }
        guard account.isActive else { return rejectSigning(id, "the account is blocked") }
        guard let code else {
            action.problem = .codeRequired
            signing.actions[id] = action
            return note(action.traceID, "§17", "biometrics do not suffice")
        }
        guard code.sameBytes(as: account.persona.code) else {
            let isBlocked = account.countWrongCode()
            accounts[persona] = account
            action.problem = .wrongCode
            signing.actions[id] = action
            note(action.traceID, "§26.4", "wrong itsme code, \(account.wrongCodes) in a row")
            if isBlocked { rejectSigning(id, "three wrong itsme codes: the account is blocked") }
            return
        }
        account.wrongCodes = 0
        accounts[persona] = account
        if action.order == nil, action.phase == .pending, !hasCertificate(persona) { return askForCertificate(id) }
        finish(id)
    }

    /// Ends because the person does not want to.
    func rejectSigning(_ id: String, _ text: String) { endSigning(id, .rejected, reason: "REJECTED", "§19.5", text) }

    /// Ends because nobody answered in time.
    func expireSigning(_ id: String) {
        endSigning(id, .expired, reason: "EXPIRED", "§19.5", "the request has expired in the app")
    }

    /// Ends otherwise than wished.
    func endSigning(
        _ id: String,
        _ phase: SigningAction.Phase,
        reason: String,
        code: String = "access_denied",
        _ rule: String,
        _ text: String
    ) {
        guard var action = signing.actions[id], action.phase.isOpen else { return }
        action.phase = phase
        action.reason = reason
        action.ended = clock.seconds
        if case .csc(let target) = action.way {
            action.redirect = target.location(
                [("error", code), ("error_description", text)],
                faults: action.disturbances
            )
        }
        signing.actions[id] = action
        note(action.traceID, rule, "\(reason): \(text)")
    }

    /// Ends as wished: there is a certificate, or leave to sign.
    private func finish(_ id: String) {
        guard var action = signing.actions[id], action.phase.isOpen, let persona = action.persona else { return }
        if action.order == nil {
            do {
                try prepareCertificate(of: persona, action)
            } catch {
                let text = "the certificate cannot be made"
                log("itsme \(action.traceID) \(text): \(error)")
                return endSigning(id, .failed, reason: "UNEXPECTED_ERROR", code: "server_error", "§19.5", text)
            }
        }
        action.phase = .approved
        action.problem = nil
        action.ended = clock.seconds
        if case .csc(let target) = action.way {
            let code = newCode(for: action)
            action.redirect = target.location([("code", code)], faults: action.disturbances)
        }
        signing.actions[id] = action
        guard var trace = traces[action.traceID] else { return }
        let what = action.order == nil ? "certificate available" : "hashes approved"
        trace.add(.issued, rule: "§17", what, at: clock.text)
        traces[action.traceID] = trace
    }

    private func applySigningFaults(_ id: String, at place: ItsmeEndpoint) {
        guard let action = signing.actions[id], action.phase.isOpen else { return }
        let take = { (fault: ItsmeFault) in self.faults.take(fault, at: place, client: action.client.id) != nil }
        if take(.cancel) { rejectSigning(id, "the user left the page") }
        if take(.reject) { rejectSigning(id, "the user rejected the request") }
        if take(.timeout) { expireSigning(id) }
        if take(.wrongCodeThreeTimes) { rejectSigning(id, "three wrong itsme codes: the account is blocked") }
    }

    /// Plays a person from wherever the action stands to its end.
    func decideSigning(_ decision: ItsmeDecision, on id: String, persona: String?) {
        guard let action = currentSigning(id), action.phase.isOpen else { return }
        switch decision {
        case .cancel: return rejectSigning(id, "the user left the page")
        case .fail:
            let text = "Simulated overload or maintenance"
            return endSigning(
                id,
                .failed,
                reason: "UNEXPECTED_ERROR",
                code: "temporarily_unavailable",
                "§18.9",
                text
            )
        case .expire: return expireSigning(id)
        case .approve, .reject, .wrongCode: break
        }
        if action.phase == .created { identifySigning(id, persona: persona, mode: "QR") }
        guard let asked = signing.actions[id], asked.phase != .created, asked.phase.isOpen,
            let holder = asked.persona, let code = accounts[holder]?.persona.code
        else { return }
        // Somebody else's phone never shows the request.
        guard persona == nil || persona == holder else {
            return note(asked.traceID, "§26.6", "\(persona ?? "") does not hold the phone that is asked")
        }
        switch decision {
        case .approve:
            // Twice where a certificate must be made first.
            approveSigning(id, code: code)
            approveSigning(id, code: code)
        case .reject: rejectSigning(id, "the user rejected the request")
        default: approveSigning(id, code: "wrong")
        }
    }

    /// Where faults of an action are looked for.
    func endpoint(of action: SigningAction) -> ItsmeEndpoint {
        guard case .oasis = action.way else { return .cscAuthorize }
        return action.order == nil ? .oasisIdentification : .oasisSign
    }

    func note(_ traceID: String, _ rule: String, _ text: String) {
        guard var trace = traces[traceID] else { return }
        trace.add(.note, rule: rule, text, at: clock.text)
        traces[traceID] = trace
    }
}
