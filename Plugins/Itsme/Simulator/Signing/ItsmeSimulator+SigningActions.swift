import EIDJSON
import EIDSimulator

/// The steps on the way to a signature: who, a certificate where there is none, and leave to sign (§17).
extension ItsmeSimulator {
    /// What an action is started with.
    struct SigningStart {
        let client: ItsmeClient
        let service: ItsmeService?
        let order: SigningOrder?
        let way: SigningAction.Way
        let language: PageLanguage
        /// Whom itsme knows already.
        var persona: String?
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
            order: start.order,
            way: start.way,
            language: start.language,
            started: clock.seconds,
            icon: MatchingIcon.allCases.randomElement(using: &random) ?? .star
        )
        action.disturbances = disturbances(start.client, at: action.endpoint)
        if let persona = start.persona {
            action.persona = persona
            action.mode = "push"
        }
        signing.actions[id] = action
        keep(exam.trace)
        if let persona = start.persona { show(id, persona) }
        playPerson(id)
        if let trace = traces[exam.trace.id] { exam.trace = trace }
        return id
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
        let place = action.endpoint
        if faults.take(.createCertRejected, at: place, client: action.client.id) != nil {
            reject(id, "the user rejected CREATE_CERT")
        }
        if faults.take(.createCertExpired, at: place, client: action.client.id) != nil { expire(id) }
    }

    /// Goes on after the person's approval: to a new certificate, or to the end.
    func confirm(_ action: SigningAction, by persona: String) {
        if action.order == nil, action.phase == .pending, !hasCertificate(persona) {
            return askForCertificate(action.id)
        }
        finish(action.id)
    }

    /// Ends otherwise than wished.
    func endSigning(
        _ id: String,
        _ phase: ActionPhase,
        reason: String,
        code: String = "access_denied",
        _ rule: String,
        _ text: String
    ) {
        guard var action = signing.actions[id], action.phase.isOpen else { return }
        action.phase = phase
        action.reason = reason
        action.ended = clock.seconds
        if let target = action.target {
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
        if let target = action.target {
            let code = newCode(for: action)
            action.redirect = target.location([("code", code)], faults: action.disturbances)
        }
        signing.actions[id] = action
        guard var trace = traces[action.traceID] else { return }
        let what = action.order == nil ? "certificate available" : "hashes approved"
        trace.add(.issued, rule: "§17", what, at: clock.text)
        traces[action.traceID] = trace
    }
}
