/// What a person does with a session that their app shows.
public enum SmartIDDecision: Sendable, Hashable {
    /// Types the PIN.
    case approve
    /// Presses cancel.
    case refuse
    /// Ends with this word, whatever it is.
    case fail(String)
}
