import EIDJSON

/// What a person decides on a phone: a sign-in, or a step on the way to a signature.
protocol PhoneAction: Sendable {
    var id: String { get }
    var traceID: String { get }
    var client: ItsmeClient { get }
    var language: PageLanguage { get }
    var started: Int { get }
    /// The picture that the web page shows and the phone asks for.
    var icon: MatchingIcon { get }
    var phase: ActionPhase { get set }
    var persona: String? { get set }
    /// `QR`, `MSISDN`, `a2a`, or `push` where itsme knows the person already.
    var mode: String { get set }
    /// When the request last reached the phone.
    var shown: Int? { get set }
    /// Why the web page asks again.
    var problem: PageText? { get set }
    /// Where a code or an error goes; `nil` where the outcome is fetched instead (§19).
    var target: RedirectTarget? { get }
    /// The way back, once there is one.
    var location: String? { get }
    /// What the control API tells.
    var json: JSON { get }

    /// Where faults of the person's side are looked for.
    var endpoint: ItsmeEndpoint { get }
    /// Whether somebody may still say whose phone it is.
    var isClaimable: Bool { get }
    /// Whether the phone must show that it belongs to the page.
    var needsIcon: Bool { get }
    /// Whether only the itsme code will do.
    var needsCode: Bool { get }
    /// Which rules say how the phone is reached, and why only the code will do.
    var rules: (phone: String, code: String) { get }

    /// Who asks, for the web page.
    var requester: String { get }
    /// A phone number for the web page to begin with.
    var phoneHint: String? { get }
    /// What stands above the question on the phone.
    var title: PageText { get }
}

extension PhoneAction {
    /// When the person may no longer answer: three minutes after it was shown, a quarter of an hour before (§21, §25.26).
    var expires: Int { (shown ?? started) + (shown == nil ? 900 : 180) }

    /// Whether the phone asks for the picture; a certificate is asked for after it.
    var asksForIcon: Bool { phase == .pending && needsIcon }
}
