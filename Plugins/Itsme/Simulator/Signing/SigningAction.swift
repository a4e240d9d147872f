import EIDJSON

/// One thing that a person does on the way to a signature: shows who they are, or approves hashes.
struct SigningAction: Sendable {
    /// Where it stands.
    enum Phase: String, Sendable {
        /// Nobody has said who they are.
        case created
        /// The request is on a phone.
        case pending = "action_pending"
        /// The phone asks whether a certificate may be made (`CREATE_CERT`, §17).
        case creating = "certificate_pending"
        case approved, rejected, expired, failed

        var isOpen: Bool { self == .created || self == .pending || self == .creating }
    }

    /// What is asked.
    enum Purpose: Sendable {
        case identification
        case signature(SigningOrder)
    }

    /// How the browser goes back.
    enum Way: Sendable {
        /// By an OAuth redirect, with a code or an error.
        case csc(RedirectTarget)
        /// To a fixed address; the outcome is fetched (§19).
        case oasis(redirectURL: String)
    }

    let id: String
    let traceID: String
    let client: ItsmeClient
    let service: ItsmeService?
    let purpose: Purpose
    let way: Way
    let language: PageLanguage
    let started: Int
    /// The picture that the web page shows and the phone asks for.
    let icon: MatchingIcon
    /// Faults that show on the way back.
    let disturbances: Set<ItsmeFault>
    var phase: Phase = .created
    var persona: String?
    /// `QR`, `MSISDN`, `a2a`, or `push` where itsme knows the person already.
    var mode = "QR"
    /// When the request, or the one for a certificate, reached the phone.
    var shown: Int?
    /// When it ended.
    var ended: Int?
    /// Why the web page asks again.
    var problem: PageText?
    /// Why it ended otherwise than wished, in the words of §19.5.
    var reason: String?
    /// The way back of the CSC API, once there is one.
    var redirect: String?
    /// What the partner added to the query of the page's address, as sent; it goes back with the browser (§19.1).
    var extras: [String] = []
    /// The signatures, once fetched: asking again gives the same.
    var values: [SignedDocument]?

    /// When the person may no longer answer: three minutes after it was shown, a quarter of an hour before (§21, §25.26).
    var expires: Int { (shown ?? started) + (shown == nil ? 900 : 180) }

    /// Whether the phone must show that it belongs to the page.
    var needsIcon: Bool { mode == "MSISDN" || mode == "push" }

    /// The order, where there is something to sign.
    var order: SigningOrder? { if case .signature(let order) = purpose { order } else { nil } }

    /// The way back, once there is one.
    var location: String? {
        guard !phase.isOpen else { return nil }
        guard case .oasis(let redirectURL) = way else { return redirect }
        let added = extras + (disturbances.contains(.extraParameters) ? ["unknown_extra=1"] : [])
        guard !added.isEmpty else { return redirectURL }
        return redirectURL + (redirectURL.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + added.joined(separator: "&")
    }

    /// What the control API tells.
    var json: JSON {
        var tree: JSON = [
            "id": .string(id), "trace": .string(traceID), "state": .string(phase.rawValue),
            "client": .string(client.id), "type": "signing",
            "asks": order == nil ? "certificate" : "signature", "mode": .string(mode), "icon": .string(icon.rawValue),
            "expires": .integer(Int64(expires)),
        ]
        tree["documents"] = order.map { .integer(Int64($0.documents.count)) }
        tree["service"] = service.map { .string($0.code) }
        tree["persona"] = persona.map { .string($0) }
        tree["redirect"] = location.map { .string($0) }
        tree["problem"] = problem.map { .string($0.rawValue) }
        tree["reason"] = reason.map { .string($0) }
        return tree
    }
}
