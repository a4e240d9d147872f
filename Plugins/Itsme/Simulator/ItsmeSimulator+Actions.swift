import EIDJSON
import EIDSimulator

/// What becomes of an action: identification, the person's answer, and its end (§26.3, §26.4).
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

    /// An action as it is at this moment, expired if its time is over.
    func phoneAction(_ id: String) -> (any PhoneAction)? {
        guard let action = stored(id) else { return nil }
        if action.phase.isOpen, clock.seconds >= action.expires { expire(id) }
        return stored(id)
    }

    private func stored(_ id: String) -> (any PhoneAction)? {
        if let action = signing.actions[id] { return action }
        return actions[id]
    }

    private func store(_ action: any PhoneAction) {
        switch action {
        case let action as SigningAction: signing.actions[action.id] = action
        case let action as ItsmeAction: actions[action.id] = action
        default: break
        }
    }

    /// Says whose phone the request goes to; an unknown, blocked or app-less one leaves the page as it is.
    func identify(_ id: String, persona name: String?, mode: String) {
        guard var action = phoneAction(id), action.isClaimable else { return }
        let isUnknown = faults.take(.unknownPhone, at: action.endpoint, client: action.client.id) != nil
        guard !isUnknown, let account = name.flatMap({ accounts[$0] }), account.isActive else {
            return askAgain(action, .unknownPhone, "§26.4", "nobody with an active account was named")
        }
        guard account.persona.hasApp else {
            return askAgain(action, .appMissing, "§26.4", "the app is not installed on that phone")
        }
        // §23: test accounts do not work for qualified signatures, not even in the test environment.
        guard !(action is SigningAction && account.persona.isTestAccount) else {
            return endSigning(id, .failed, reason: "NOT_ALLOWED_TO_SIGN", "§26.6", "test accounts cannot sign")
        }
        action.persona = account.persona.id
        action.mode = mode
        action.problem = nil
        action.phase = .pending
        action.shown = clock.seconds
        store(action)
        note(action.traceID, action.rules.phone, "request shown on the phone of \(account.persona.id), by \(mode)")
    }

    private func askAgain(_ action: any PhoneAction, _ problem: PageText, _ rule: String, _ text: String) {
        var action = action
        action.problem = problem
        store(action)
        note(action.traceID, rule, text)
    }

    /// Approves; what is wrong leaves the action open and says why, but a third wrong code in a row blocks the account.
    func approve(_ id: String, by approval: Approval) {
        guard let action = phoneAction(id), action.phase.isOnPhone, let name = action.persona,
            var account = accounts[name]
        else { return }
        guard account.isActive else { return reject(id, "the account is blocked") }
        switch approval {
        case .biometrics:
            guard !action.needsCode, account.persona.hasBiometrics else {
                return askAgain(action, .codeRequired, action.rules.code, "biometrics do not suffice")
            }
        case .code(let code):
            guard code.sameBytes(as: account.persona.code) else {
                let isBlocked = account.countWrongCode()
                accounts[name] = account
                askAgain(action, .wrongCode, "§26.4", "wrong itsme code, \(account.wrongCodes) in a row")
                if isBlocked { reject(id, Self.blocked) }
                return
            }
        }
        account.wrongCodes = 0
        accounts[name] = account
        switch action {
        case let action as SigningAction: confirm(action, by: name)
        case let action as ItsmeAction: issueCode(action, account.persona)
        default: break
        }
    }

    /// Why an account is blocked.
    static let blocked = "three wrong itsme codes: the account is blocked"

    /// Ends because the person does not want to.
    func reject(_ id: String, _ text: String) {
        guard signing.actions[id] == nil else { return endSigning(id, .rejected, reason: "REJECTED", "§19.5", text) }
        end(id, .rejected, ItsmeRefusal("access_denied", "§10.3", text))
    }

    /// Ends because nobody answered in time.
    func expire(_ id: String) {
        let text = "the request has expired in the app"
        guard signing.actions[id] == nil else { return endSigning(id, .expired, reason: "EXPIRED", "§19.5", text) }
        end(id, .expired, ItsmeRefusal("access_denied", "§25.11", text))
    }

    /// Ends because itsme itself does not work.
    func fail(_ id: String) {
        let text = "Simulated overload or maintenance"
        guard signing.actions[id] == nil else {
            let reason = "UNEXPECTED_ERROR"
            return endSigning(id, .failed, reason: reason, code: "temporarily_unavailable", "§18.9", text)
        }
        end(id, .failed, ItsmeRefusal("temporary_unavailable", "§10.3", text))
    }

    func note(_ traceID: String, _ rule: String, _ text: String) {
        guard var trace = traces[traceID] else { return }
        trace.add(.note, rule: rule, text, at: clock.text)
        traces[traceID] = trace
    }
}
