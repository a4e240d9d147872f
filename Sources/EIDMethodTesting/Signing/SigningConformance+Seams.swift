import EIDMethod
import FoundationEssentials

extension SigningConformance {
    /// How a signing fits into the broker.
    public static let seams: [SigningConformance] = [
        offersHonestly, showsOnlyItsAlphabet, sendsNoSecretToTheBrowser, keepsConcurrentSigningsApart,
        survivesARestart, closesItsSessions, keepsSecrets,
    ]

    /// Clients see the offer before anyone signs.
    public static let offersHonestly = SigningConformance(
        "the method says that it signs, how much at once, and what comes out"
    ) { stage in
        guard try stage.types().contains(.signing) else {
            throw ConformanceFailure("the method signs, yet its types say that it does not")
        }
        let offer = try stage.method().offer
        guard (1...1000).contains(offer.maximumDigests) else {
            throw ConformanceFailure("an approval of \(offer.maximumDigests) digests is not reasonable")
        }
        let signer = stage.bench.signer
        switch offer.kind {
        case .values:
            guard signer.algorithm != nil, !signer.certificates.isEmpty else {
                throw ConformanceFailure("the bench's signer has no certificate or no algorithm")
            }
            guard offer.identifiesSigner == (signer.subject != nil) else {
                throw ConformanceFailure("the offer and the bench's signer differ in whether it is known who signs")
            }
            guard !offer.needsSignerHint || stage.bench.signerHint != nil else {
                throw ConformanceFailure("nothing begins without a hint, and the bench has none")
            }
        case .native:
            guard stage.isNative, !offer.isQualified else {
                throw ConformanceFailure("a native signature has no certificate of its own, and is not qualified")
            }
        }
    }

    /// A curly apostrophe must not stop a signing halfway.
    public static let showsOnlyItsAlphabet = SigningConformance(
        "text that the upstream cannot show is fitted to it, or refused as unencodable before the person is sent away"
    ) { stage in
        let texts = [
            "L\u{2019}accord \u{2013} version \u{201C}finale\u{201D}\u{2026}",
            "Dog\u{306}a \u{0141}\u{F3}d\u{17A} \u{1EBF}",
            "\u{1F58A}\u{FE0F} \u{5951}\u{7D04}", "two\r\nlines\tand \u{0} \u{1B}[31m", "\u{202E}fdp.exe\u{200B}", "",
            " ",
            String(repeating: "A long description. ", count: 200),
        ]
        for text in texts {
            let request = stage.request(description: text)
            do {
                let second = try await stage.waiting(in: .second, nil, request)
                try stage.requireTrue(try await stage.finish(second))
            } catch let error as MethodError {
                guard error.code == .unencodable else {
                    throw ConformanceFailure("a text that cannot be shown ends as \(error.code)")
                }
            }
        }
        for shown in await stage.bench.shownTexts where !stage.bench.canShow(shown) {
            throw ConformanceFailure("the upstream was given a text that it cannot show")
        }
    }

    /// The browser carries nothing that opens a session.
    public static let sendsNoSecretToTheBrowser = SigningConformance(
        "neither half sends a secret to the browser or in a URL"
    ) { stage in
        stage.wire.arm(nil)
        var urls: [String] = []
        let first = try await stage.waiting()
        urls += first.interaction.addresses
        let second = try await stage.second(of: first)
        urls += second.interaction.addresses
        _ = try await stage.finish(second)
        urls += stage.wire.requests.map(\.url.absoluteString)
        let secrets = await stage.bench.secrets.filter { !$0.isEmpty }
        for url in urls where url.containsAny(of: secrets) {
            throw ConformanceFailure("a secret stands in a URL")
        }
    }

    /// Many people at once.
    public static let keepsConcurrentSigningsApart = SigningConformance(
        "ten signings begun at once are independent"
    ) { stage in
        let method = try stage.method()
        let begun = try await withThrowingTaskGroup(of: WaitingSigning.self) { group in
            for _ in 0..<10 { group.addTask { try await stage.waiting(method) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // A question is the same for everybody, and so is a page that leads nowhere; whatever else people get is theirs alone.
        let places = begun.map(\.interaction).filter(\.leadsSomewhere).map { $0.addresses.joined(separator: "\n") }
        guard Set(places).count == places.count else {
            throw ConformanceFailure("two people are sent to the same place")
        }
        for first in begun.reversed() {
            try stage.requireTrue(try await stage.finish(try await stage.second(of: first)))
        }
    }

    /// The broker stores the state, perhaps on another node.
    public static let survivesARestart = SigningConformance(
        "another provider takes over at every step, with nothing but the stored state"
    ) { stage in
        let begun = try await stage.waiting()
        let elsewhere = begun.taken(over: try stage.method())
        let second = try await stage.second(of: elsewhere)
        try stage.requireTrue(try await stage.finish(second.taken(over: try stage.method())))
    }

    /// A session that stays open is one that somebody else may find.
    public static let closesItsSessions = SigningConformance(
        "whatever comes of a signing, no session stays open at the upstream"
    ) { stage in
        try await stage.perform()
        try await stage.requireNothingOpen("a signing that ended well")
        for action in [PersonAction.decline, .cancel, .ignore] where stage.bench.inapplicableActions[action] == nil {
            for half in try await stage.halves() {
                let waiting = try await stage.waiting(in: half)
                do { _ = try await stage.play(action, in: waiting) } catch is MethodError {}
                try await stage.requireNothingOpen("\(action.rawValue) in the \(half.rawValue) half")
            }
        }
        try await stage.giveUpBetweenTheHalves()
        try await stage.requireNothingOpen("a signing that is given up between the halves")
        for half in try await stage.halves() {
            let waiting = try await stage.waiting(in: half)
            await waiting.method.abandon(waiting.request, waiting.state)
            try await stage.requireNothingOpen("a signing that is given up in the \(half.rawValue) half")
        }
        for fault in SigningFault.allCases where stage.bench.inapplicableFaults[fault] == nil {
            guard [.otherSigner, .unfitCredential, .valueMissing].contains(fault) else { continue }
            _ = try await stage.bench.inject(fault)
            do { try await stage.perform() } catch is MethodError {}
            try await stage.requireNothingOpen("\(fault.rawValue)")
        }
    }

    /// Every behaviour looks for secrets afterwards; this one makes sure that much has happened before.
    public static let keepsSecrets = SigningConformance(
        "neither log nor errors nor a printed state tell a secret, a token or who signs"
    ) { stage in
        try await stage.perform(nil, stage.request(description: String(repeating: "x", count: 100)))
        for action in PersonAction.allCases where stage.bench.inapplicableActions[action] == nil {
            for half in try await stage.halves() {
                let waiting = try await stage.waiting(in: half)
                do { _ = try await stage.play(action, in: waiting) } catch is MethodError {}
            }
        }
        for fault in NetworkFault.allCases {
            for first in 1...3 {
                stage.wire.arm(fault, fromRequest: first)
                do { try await stage.perform() } catch is MethodError {}
            }
        }
        stage.wire.arm(nil)
        for fault in SigningFault.allCases where stage.bench.inapplicableFaults[fault] == nil {
            _ = try await stage.bench.inject(fault)
            do { try await stage.perform() } catch is MethodError {}
        }
    }
}

extension WaitingSigning {
    /// The same signing in the hands of another provider.
    fileprivate func taken(over method: BareSigning) -> WaitingSigning {
        var other = WaitingSigning(
            method: method,
            request: request,
            digests: digests,
            half: half,
            interaction: interaction,
            state: state
        )
        other.signer = signer
        return other
    }
}

extension SigningStage {
    /// As the broker does when the signer's certificate does not suit.
    fileprivate func giveUpBetweenTheHalves() async throws {
        guard try await halves().contains(.first) else { return }
        let first = try await waiting(in: .first)
        guard case .ready(_, let state) = try await play(.approve, in: first) else {
            throw ConformanceFailure("the first half ends without a signer")
        }
        await first.method.abandon(first.request, state)
    }

    fileprivate func requireNothingOpen(_ what: String) async throws {
        guard let count = await bench.openSessions else {
            throw Inapplicable(reason: "the upstream has no session that a provider could close")
        }
        guard count == 0 else { throw ConformanceFailure("\(what) leaves \(count) sessions open") }
    }
}

extension Interaction {
    /// Whether the person is shown a way that is theirs.
    fileprivate var leadsSomewhere: Bool {
        switch self {
        case .redirect, .post: true
        case .openApp(let link, let qr, _, _): link != nil || qr != nil
        case .ask: false
        }
    }

    /// Where the browser is sent, and what it takes along.
    fileprivate var addresses: [String] {
        switch self {
        case .redirect(let url): [url.absoluteString]
        case .post(let url, let fields): [url.absoluteString] + fields.map(\.value)
        case .openApp(let link, let qr, _, let hint): [link?.absoluteString ?? "", qr ?? "", hint?[.en] ?? ""]
        case .ask: []
        }
    }
}
