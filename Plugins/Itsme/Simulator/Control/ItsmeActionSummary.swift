public import EIDJSON

/// What a test or script learns about an action.
public struct ItsmeActionSummary: Sendable {
    /// The id that names the action in control calls and page addresses.
    public let id: String
    /// `created`, `action_pending`, `code_issued`, `code_redeemed`, `rejected`, `expired` or `failed`; of signing also
    /// `certificate_pending` and `approved`.
    public let state: String
    /// The way back to the partner, once there is one.
    public let redirect: String?
    /// Why the page asks again, such as `wrong_code`.
    public let problem: String?
    /// All of it, as the control API tells it.
    public let json: JSON

    init(_ action: any PhoneAction) {
        id = action.id
        state = action.phase.rawValue
        redirect = action.location
        problem = action.problem?.rawValue
        json = action.json
    }
}
