import EIDSimulator

/// What the control calls do, whichever way they come.
extension ItsmeSimulator {
    func summaries() -> [ItsmeActionSummary] {
        (actions.all.map(\.id) + signing.actions.all.map(\.id)).compactMap { id in
            phoneAction(id).map { ItsmeActionSummary($0) }
        }
    }

    func summary(_ id: String) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        guard let action = phoneAction(id) else { throw .unknownAction }
        return ItsmeActionSummary(action)
    }

    func perform(
        _ decision: ItsmeDecision,
        on id: String,
        persona: String?
    ) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        guard let action = phoneAction(id) else { throw .unknownAction }
        if let persona, accounts[persona] == nil { throw .unknownPersona }
        guard action.phase.isOpen else { throw .over(action.phase.rawValue) }
        guard action.phase != .created || persona != nil || !decision.needsPhone else { throw .personaNeeded }
        let isElsewhere =
            action is SigningAction && action.phase.isOnPhone && persona != nil && persona != action.persona
        decide(decision, on: id, persona: persona)
        if isElsewhere, decision.needsPhone || decision == .reject { throw .otherPhone }
        return try summary(id)
    }

    func arm(_ fault: ArmedFault) { faults.arm(fault) }

    func clearFaults() { faults.clear() }

    func run(_ steps: [ItsmeScriptStep]) { script += steps }

    func rotateKeys() throws { try keys.rotate() }

    func rotateEncryptionKey() throws { try keys.rotateEncryption() }

    func forgetPartnerKeys() { partnerKeys.clear() }

    func recreate(_ persona: String) throws(ItsmeControl.Failure) {
        guard accounts[persona] != nil else { throw .unknownPersona }
        accounts[persona]?.recreate(at: clock.text)
        signing.credentials[persona] = nil
    }

    func reactivate(_ persona: String) throws(ItsmeControl.Failure) {
        guard let account = accounts[persona] else { throw .unknownPersona }
        guard account.persona.state != .deleted else { throw .deletedAccount }
        accounts[persona]?.reactivate(at: clock.text)
    }

    func withdrawCertificate(_ persona: String) throws {
        guard accounts[persona] != nil else { throw ItsmeControl.Failure.unknownPersona }
        try revokeCertificate(of: persona)
    }

    func allTraces() -> [SimulatorTrace] { traces.all }
}
