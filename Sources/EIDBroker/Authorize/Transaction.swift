import EIDJOSE
import EIDMethod
import FoundationEssentials

/// One sign-in in progress, as it is stored.
struct Transaction: Sendable {
    /// Where a transaction stands.
    enum Phase: Sendable, Equatable {
        /// The person picks a method.
        case choosing
        /// The person has been given something to do.
        case presented
        /// The method is being asked; whoever finds this later than the date may ask again.
        case working(until: Date)
        /// A callback is being redeemed, which is worth one try: whoever finds this later than the date finds it finished.
        case redeeming(until: Date)
        /// Answered, or given up: nothing can come of it any more.
        case finished
    }

    let id: String
    let request: AuthorizeRequest
    let startedAt: Date
    let expiresAt: Date
    /// The digest of the binding cookie's value.
    let binding: [UInt8]
    /// The hidden field of our forms.
    let formToken: String
    /// The ids of the methods that fit, in the order of the chooser.
    let candidates: [String]
    /// What the browser remembered when it came.
    let remembered: RememberedMethod

    var phase: Phase
    var methodID: String?
    var methodRequest: MethodRequest?
    /// The provider's state.
    var state: Data?
    var presentation: Presentation?
    /// When a waiting method may be asked again.
    var pollAt: Date?
    /// How it ended, once it has.
    var untoldEnd: UntoldEnd?

    init(
        request: AuthorizeRequest,
        candidates: [String],
        remembered: RememberedMethod = .nothing,
        secret: String,
        random: RandomSource,
        now: Date,
        lifetime: Int
    ) {
        id = random.token(bytes: 16)
        self.request = request
        startedAt = now
        expiresAt = now.addingTimeInterval(Double(lifetime))
        binding = SHA256.digest(secret)
        formToken = random.token(bytes: 16)
        self.candidates = candidates
        self.remembered = remembered
        phase = .choosing
    }

    /// Kept for as long again, so that a late return gets a page that says what happened.
    var forgottenAt: Date { expiresAt.addingTimeInterval(expiresAt.timeIntervalSince(startedAt)) }

    /// The language of our pages.
    var language: Language { request.languages.first ?? .en }

    /// The same transaction while its callback is redeemed: there is nothing left for the person to do, and what the method
    /// wants back stays for telling it that they stopped.
    func redeeming(until end: Date) -> Transaction {
        var copy = self
        copy.phase = .redeeming(until: end)
        copy.presentation = nil
        copy.pollAt = nil
        return copy
    }

    /// Whether nothing can come of it any more, with a method of this patience.
    func isOver(at moment: Date, _ patience: TimeInterval) -> Bool {
        switch phase {
        case .finished: true
        // Whoever redeemed the callback was never heard of again, and what the upstream gave for it is spent.
        case .redeeming(let until): until.isPast(at: moment, after: patience)
        case .choosing, .presented, .working: false
        }
    }

    /// Whether a callback was redeemed for it, which works once.
    var isSpent: Bool {
        if case .redeeming = phase { true } else { false }
    }

    /// The same transaction, good for nothing but saying that it was answered.
    var finished: Transaction {
        var copy = self
        copy.phase = .finished
        copy.methodRequest = nil
        copy.state = nil
        copy.presentation = nil
        copy.pollAt = nil
        copy.untoldEnd = nil
        return copy
    }

    /// The same transaction, good for nothing but saying how it ended.
    func ended(_ end: UntoldEnd) -> Transaction {
        var copy = finished
        copy.untoldEnd = end
        return copy
    }

    /// Whether a browser is the one that began, compared in constant time.
    func isBound(to browser: BrowserContext) -> Bool {
        guard let value = browser.cookies[FlowCookie.name(transaction: id)] else { return false }
        return constantTimeEquals(SHA256.digest(value), binding)
    }
}

/// What a person was given to do, as it is stored and drawn again.
enum Presentation: Codable, Sendable {
    /// As text: it is only ever sent, and reading a long URL again takes longer than the rest of the record.
    case redirect(String)
    case post(URL, [FormField])
    case openApp(AppInvitation, qr: String?, pollSeconds: Int)
    case ask(Prompt)

    init(_ interaction: Interaction) {
        switch interaction {
        case .redirect(let url): self = .redirect(url.absoluteString)
        case .post(let url, let fields): self = .post(url, fields)
        case .openApp(let link, let qr, let wait, let hint):
            self = .openApp(
                AppInvitation(link: link?.absoluteString, hint: hint),
                qr: qr,
                pollSeconds: Int(clamping: min(60, max(1, wait.components.seconds)))
            )
        case .ask(let prompt): self = .ask(prompt)
        }
    }

    /// Whether it is time to ask the method again; a moment further ahead than any pause is one of a clock that was set back.
    func isDue(_ pollAt: Date?, at now: Date) -> Bool {
        guard case .openApp(_, _, let seconds) = self, let pollAt else { return false }
        return pollAt <= now || pollAt.timeIntervalSince(now) > Double(seconds)
    }
}

/// How a person gets to an app, and what they do there.
struct AppInvitation: Codable, Sendable, Hashable {
    /// What opens the app on this device, as text, since it is only ever sent; `nil` where the app is on another device.
    var link: String?
    /// What the person does next, as the method says it.
    var hint: LocalizedText?
    /// Whether the code moves with the clock; never stored, only drawn.
    var moves = false
}
