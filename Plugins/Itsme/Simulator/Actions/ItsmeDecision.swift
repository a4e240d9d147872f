/// How a person, or whoever plays one, ends an action.
public enum ItsmeDecision: String, CaseIterable, Sendable {
    /// Confirms, with the itsme code where the request demands it.
    case approve
    /// Rejects in the app.
    case reject
    /// Lets it lie until it has expired.
    case expire
    /// Types a wrong itsme code once.
    case wrongCode = "wrong_code"
    /// Ends with `temporary_unavailable`.
    case fail
    /// Leaves through the link on the web page.
    case cancel

    /// Whether only the phone of somebody known will do.
    var needsPhone: Bool { self == .approve || self == .wrongCode }
}
