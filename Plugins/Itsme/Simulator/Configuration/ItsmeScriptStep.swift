/// What happens to an upcoming transaction without anyone's help.
public struct ItsmeScriptStep: Sendable {
    /// How the action ends.
    public var decision: ItsmeDecision
    /// Who holds the phone.
    public var persona: String
    /// Only for this client.
    public var client: String?
    /// For how many transactions; 0 is for all to come.
    public var times: Int
    /// Faults that are armed when the step begins.
    public var faults: [ArmedFault]

    /// Makes a step.
    public init(
        _ decision: ItsmeDecision,
        persona: String,
        client: String? = nil,
        times: Int = 1,
        faults: [ArmedFault] = []
    ) {
        self.decision = decision
        self.persona = persona
        self.client = client
        self.times = times
        self.faults = faults
    }
}
