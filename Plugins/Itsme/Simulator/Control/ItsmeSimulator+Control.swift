import EIDSimulator

/// What the control calls do, whichever way they come.
extension ItsmeSimulator {
    func summaries() -> [ItsmeActionSummary] {
        actions.all.compactMap { current($0.id) }.map { ItsmeActionSummary($0) }
    }

    func summary(_ id: String) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        guard let action = current(id) else { throw .unknownAction }
        return ItsmeActionSummary(action)
    }

    func perform(
        _ decision: ItsmeDecision,
        on id: String,
        persona: String?
    ) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        guard current(id) != nil else { throw .unknownAction }
        if let persona, accounts[persona] == nil { throw .unknownPersona }
        decide(decision, on: id, persona: persona)
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
        accounts[persona]?.recreate()
    }

    func allTraces() -> [SimulatorTrace] { traces.all }
}
