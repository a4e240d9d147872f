import EIDJSON

/// One transaction: from the authorization request to the way back.
struct ItsmeAction: PhoneAction {
    let id: String
    let traceID: String
    let request: AuthorizationRequest
    let started: Int
    /// Faults that show on the way back.
    let disturbances: Set<ItsmeFault>
    var phase = ActionPhase.created
    var persona: String?
    var mode = "QR"
    var shown: Int?
    var approved: Int?
    /// The subject, fixed at approval: a re-created account does not change what was approved.
    var subject: String?
    let icon: MatchingIcon
    var problem: PageText?
    var location: String?

    var client: ItsmeClient { request.client }
    var language: PageLanguage { request.language }
    var target: RedirectTarget? { request.target }
    var endpoint: ItsmeEndpoint { .authorization }
    var isClaimable: Bool { phase.isOpen }
    /// Only who typed a number must show that the phone and the page belong together (§9.3).
    var needsIcon: Bool { mode == "MSISDN" }
    /// §6.3: acr_advanced makes the itsme code compulsory.
    var needsCode: Bool { request.isAdvanced }
    var rules: (phone: String, code: String) { ("§26.3", "§6.3") }
    var requester: String { "\(client.name) – \(request.service.code)" }
    var phoneHint: String? { request.phoneHint }
    var title: PageText { .phoneTitle }

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
