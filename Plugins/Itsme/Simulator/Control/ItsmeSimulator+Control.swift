import EIDSimulator

/// What the control calls do, whichever way they come.
extension ItsmeSimulator {
    func summaries() -> [ItsmeActionSummary] {
        actions.all.compactMap { current($0.id) }.map { ItsmeActionSummary($0) }
            + signing.actions.all.compactMap { currentSigning($0.id) }.map { ItsmeActionSummary($0) }
    }

    func summary(_ id: String) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        if let action = currentSigning(id) { return ItsmeActionSummary(action) }
        guard let action = current(id) else { throw .unknownAction }
        return ItsmeActionSummary(action)
    }

    func perform(
        _ decision: ItsmeDecision,
        on id: String,
        persona: String?
    ) throws(ItsmeControl.Failure) -> ItsmeActionSummary {
        let isSigning = currentSigning(id) != nil
        guard isSigning || current(id) != nil else { throw .unknownAction }
        if let persona, accounts[persona] == nil { throw .unknownPersona }
        if isSigning {
            decideSigning(decision, on: id, persona: persona)
        } else {
            decide(decision, on: id, persona: persona)
        }
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
        signing.credentials[persona] = nil
    }

    func withdrawCertificate(_ persona: String) throws {
        guard accounts[persona] != nil else { throw ItsmeControl.Failure.unknownPersona }
        try revokeCertificate(of: persona)
    }

    func allTraces() -> [SimulatorTrace] { traces.all }
}
