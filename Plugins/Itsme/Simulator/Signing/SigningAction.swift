import EIDJSON

/// One thing that a person does on the way to a signature: shows who they are, or approves hashes.
struct SigningAction: PhoneAction {
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
    /// What is to be signed; without it the person is identified, and a certificate made where there is none.
    let order: SigningOrder?
    let way: Way
    let language: PageLanguage
    let started: Int
    let icon: MatchingIcon
    /// Faults that show on the way back.
    var disturbances: Set<ItsmeFault> = []
    var phase = ActionPhase.created
    var persona: String?
    var mode = "QR"
    var shown: Int?
    /// When it ended.
    var ended: Int?
    var problem: PageText?
    /// Why it ended otherwise than wished, in the words of §19.5.
    var reason: String?
    /// The way back of the CSC API, once there is one.
    var redirect: String?
    /// What the partner added to the query of the page's address, as sent; it goes back with the browser (§19.1).
    var extras: [String] = []
    /// The signatures, once fetched: asking again gives the same.
    var values: [SignedDocument]?

    var target: RedirectTarget? { if case .csc(let target) = way { target } else { nil } }

    var endpoint: ItsmeEndpoint {
        guard case .oasis = way else { return .cscAuthorize }
        return order == nil ? .oasisIdentification : .oasisSign
    }

    var isClaimable: Bool { phase == .created }
    var needsIcon: Bool { mode == "MSISDN" || mode == "push" }
    var needsCode: Bool { true }
    var rules: (phone: String, code: String) { ("§18.1", "§17") }
    var requester: String { client.name }
    var phoneHint: String? { nil }
    var title: PageText { phase == .creating ? .certificateTitle : order == nil ? .phoneTitle : .signTitle }

    var location: String? {
        guard !phase.isOpen else { return nil }
        guard case .oasis(let redirectURL) = way else { return redirect }
        let added = extras + (disturbances.contains(.extraParameters) ? ["unknown_extra=1"] : [])
        guard !added.isEmpty else { return redirectURL }
        return redirectURL + (redirectURL.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + added.joined(separator: "&")
    }

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
