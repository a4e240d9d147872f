/// Where an action stands (§26.3, §17).
enum ActionPhase: String, Sendable {
    /// Nobody has said who they are.
    case created
    /// The request is on a phone.
    case pending = "action_pending"
    /// The phone asks whether a certificate may be made (`CREATE_CERT`).
    case creating = "certificate_pending"
    /// A sign-in was confirmed; a code is on its way.
    case codeIssued = "code_issued"
    /// That code has been exchanged.
    case redeemed = "code_redeemed"
    /// A step of signing was confirmed.
    case approved
    case rejected, expired, failed

    /// Whether a person can still do something.
    var isOpen: Bool { self == .created || isOnPhone }

    /// Whether a phone asks.
    var isOnPhone: Bool { self == .pending || self == .creating }
}
