public import EIDSimulator
import FoundationEssentials

/// Plays the person and arms faults, within the process; the control API does the same over HTTP.
public struct ItsmeControl: Sendable {
    let simulator: ItsmeSimulator

    /// Why a control call did nothing.
    public enum Failure: Error, Sendable {
        /// There is no such action.
        case unknownAction
        /// There is no such persona.
        case unknownPersona
        /// The account was deleted: it can be created anew, and nothing else.
        case deletedAccount
        /// Nobody has said whose phone it is, and whoever decides must.
        case personaNeeded
        /// The request is on somebody else's phone.
        case otherPhone
        /// The action has come to an end; the text is where it stands.
        case over(String)
        /// The authorization request was refused with itsme's own page; the text is that page.
        case refused(String)
    }

    /// Every action that is still remembered, oldest first.
    public func actions() async -> [ItsmeActionSummary] { await simulator.summaries() }

    /// One action.
    public func action(_ id: String) async throws(Failure) -> ItsmeActionSummary { try await simulator.summary(id) }

    /// Confirms an action as somebody, with the itsme code where it is demanded.
    @discardableResult
    public func approve(actionID: String, persona: String) async throws(Failure) -> ItsmeActionSummary {
        try await perform(.approve, on: actionID, persona: persona)
    }

    /// Rejects an action as somebody.
    @discardableResult
    public func reject(actionID: String, persona: String) async throws(Failure) -> ItsmeActionSummary {
        try await perform(.reject, on: actionID, persona: persona)
    }

    /// Ends an action in any way.
    @discardableResult
    public func perform(
        _ decision: ItsmeDecision,
        on actionID: String,
        persona: String? = nil
    ) async throws(Failure) -> ItsmeActionSummary {
        try await simulator.perform(decision, on: actionID, persona: persona)
    }

    /// Plays browser and person: follows an authorization URL, decides, and returns the URL to which itsme sends back.
    public func walk(
        _ authorizationURL: String,
        _ decision: ItsmeDecision = .approve,
        persona: String
    ) async throws(Failure) -> String {
        let url = URL(string: authorizationURL)
        let answer = await simulator.respond(
            to: SimulatorRequest(method: "GET", path: url?.path() ?? "", query: url?.query() ?? "")
        )
        guard let location = answer.header("Location") else { throw Failure.refused(answer.text) }
        let session = await simulator.configuration.baseURL + "/session/"
        guard location.hasPrefix(session) else { return location }
        let id = String(location.dropFirst(session.count))
        if let decided = try await action(id).redirect { return decided }
        let summary = try await perform(decision, on: id, persona: persona)
        if let redirect = summary.redirect { return redirect }
        throw Failure.refused(summary.problem ?? summary.state)
    }

    /// Arms a fault for its next occasion.
    public func arm(_ fault: ArmedFault) async { await simulator.arm(fault) }

    /// Arms a fault for its next occasion.
    public func arm(_ fault: ItsmeFault) async { await simulator.arm(ArmedFault(fault)) }

    /// Disarms every fault.
    public func clearFaults() async { await simulator.clearFaults() }

    /// Decides upcoming transactions.
    public func run(_ steps: [ItsmeScriptStep]) async { await simulator.run(steps) }

    /// Replaces the signing key; the old one stays published.
    public func rotateKeys() async throws { try await simulator.rotateKeys() }

    /// Replaces the key that partners encrypt to; the old one still opens.
    public func rotateEncryptionKey() async throws { try await simulator.rotateEncryptionKey() }

    /// Forgets the partners' keys, as if all had expired.
    public func forgetPartnerKeys() async { await simulator.forgetPartnerKeys() }

    /// Deletes somebody's account and creates it anew.
    public func recreateAccount(_ persona: String) async throws(Failure) { try await simulator.recreate(persona) }

    /// Activates somebody's account again, as the person does after it was blocked; the subject stays.
    public func reactivateAccount(_ persona: String) async throws(Failure) { try await simulator.reactivate(persona) }

    /// Takes somebody's signing certificate back; one that there is none of yet is made first.
    public func revokeCertificate(_ persona: String) async throws { try await simulator.withdrawCertificate(persona) }

    /// The traces that are still remembered, oldest first.
    public func traces() async -> [SimulatorTrace] { await simulator.allTraces() }
}
