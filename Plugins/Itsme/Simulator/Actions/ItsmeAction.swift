import EIDJSON

/// One transaction: from the authorization request to the way back.
struct ItsmeAction: Sendable {
    /// Where a transaction stands (§26.3).
    enum Phase: String, Sendable {
        /// Nobody has said who they are.
        case created
        /// The request is on a phone.
        case pending = "action_pending"
        /// Confirmed; a code is on its way.
        case approved = "code_issued"
        /// The code has been exchanged.
        case redeemed = "code_redeemed"
        case rejected, expired, failed

        var isOpen: Bool { self == .created || self == .pending }
    }

    let id: String
    let traceID: String
    let request: AuthorizationRequest
    let started: Int
    /// Faults that show on the way back.
    let disturbances: Set<ItsmeFault>
    var phase: Phase = .created
    var persona: String?
    /// `QR`, `MSISDN` or `a2a`.
    var mode = "QR"
    /// When the request reached the phone.
    var shown: Int?
    var approved: Int?
    /// The subject, fixed at approval: a re-created account does not change what was approved.
    var subject: String?
    /// The picture that the web page shows and the phone asks for.
    let icon: MatchingIcon
    /// Why the web page asks again.
    var problem: PageText?
    /// The way back, once there is one.
    var location: String?

    /// When the person may no longer answer: three minutes after it was shown (§21).
    var expires: Int { (shown ?? started) + (shown == nil ? 900 : 180) }

    /// What the control API tells.
    var json: JSON {
        var tree: JSON = [
            "id": .string(id), "trace": .string(traceID), "state": .string(phase.rawValue),
            "client": .string(request.client.id), "service": .string(request.service.code),
            "type": .string(request.service.kind.rawValue), "acr": .string(request.level),
            "claims": .strings(request.askedClaims), "mode": .string(mode), "icon": .string(icon.rawValue),
            "expires": .integer(Int64(expires)),
        ]
        tree["persona"] = persona.map { .string($0) }
        tree["redirect"] = location.map { .string($0) }
        tree["problem"] = problem.map { .string($0.rawValue) }
        return tree
    }
}
