import EIDMethod

extension SigningConformance {
    /// What a hostile browser can do with a callback, in either half.
    public static let callbacks: [SigningConformance] = [
        ignoresUnknownParameters, refusesReplay, replayGivesNothingElse, refusesWrongState, refusesMissingParameters,
        refusesHostileValues, refusesUnexpectedEvents,
    ]

    /// RFC 6749 §4.1.2: unrecognised parameters are ignored.
    public static let ignoresUnknownParameters = SigningConformance(
        "an unknown callback parameter is ignored in either half"
    ) { stage in
        for half in try await stage.halves() {
            let waiting = try await stage.waiting(in: half)
            let parameters = try await stage.callback(of: waiting).replacing("x_unheard_of", with: "1")
            switch try await stage.resume(waiting, after: .callback(parameters)) {
            case .ready where half == .first: continue
            case .signed(let result) where half == .second:
                guard let signer = waiting.signer else { throw ConformanceFailure("nobody signs") }
                try stage.requireTrue(SignedSigning(digests: waiting.digests, signer: signer, result: result))
            default: throw ConformanceFailure("the \(half.rawValue) half does not end")
            }
        }
    }

    /// The callback that opened a signing does not approve it.
    public static let refusesReplay = SigningConformance(
        "the first half's callback, played again, approves nothing"
    ) { stage in
        let first = try await stage.waiting(in: .first)
        let parameters = try await stage.callback(of: first)
        guard case .ready(_, let state) = try await stage.resume(first, after: .callback(parameters)) else {
            throw Inapplicable(reason: "the first half does not end with one callback")
        }
        let step = try await first.method.authorise(first.request, state, first.digests)
        guard case .present(_, let kept) = step else {
            throw ConformanceFailure("the second half ends without anyone doing anything")
        }
        try await stage.refuses("the first half's callback in the second") {
            try await stage.resume(first, from: kept, after: .callback(parameters))
        }
    }

    /// The broker delivers a callback once; should it fail to, nothing new is signed.
    public static let replayGivesNothingElse = SigningConformance(
        "a callback of the second half played twice is refused or gives the same values"
    ) { stage in
        let second = try await stage.waiting(in: .second)
        let event = MethodEvent.callback(try await stage.callback(of: second))
        guard case .signed(let once) = try await stage.resume(second, after: event) else { return }
        do {
            guard case .signed(let twice) = try await stage.resume(second, after: event) else { return }
            guard once.values == twice.values, once.signer == twice.signer,
                once.native?.evidence == twice.native?.evidence
            else {
                throw ConformanceFailure("the second time, something else was signed")
            }
        } catch is MethodError {}
    }

    /// The broker checks `state` before; the method does not rely on it.
    public static let refusesWrongState = SigningConformance(
        "a callback with a wrong state is refused in either half"
    ) { stage in
        for half in try await stage.halves() {
            let waiting = try await stage.waiting(in: half)
            let parameters = try await stage.callback(of: waiting)
            let state = waiting.request.callbackState
            guard let name = parameters.names.first(where: { parameters[$0] == state }) else {
                throw Inapplicable(reason: "the upstream does not echo the state")
            }
            for wrong in [state.tampered, "", state + "x", nil] {
                let changed = try parameters.replacing(name, with: wrong)
                try await stage.refuses("a wrong state in the \(half.rawValue) half", with: [.untrusted]) {
                    try await stage.resume(waiting, after: .callback(changed))
                }
            }
            // Whoever sends a forged callback must not end the real one.
            _ = try await stage.resume(waiting, after: .callback(parameters))
        }
    }

    /// Each parameter counts, unless the bench says otherwise.
    public static let refusesMissingParameters = SigningConformance(
        "a callback that lacks a parameter is refused in either half"
    ) { stage in
        for half in try await stage.halves() {
            for name in try await stage.countingNames(in: half) + [nil] {
                let waiting = try await stage.waiting(in: half)
                let whole = try await stage.callback(of: waiting)
                let parameters = try name.map { try whole.replacing($0, with: nil) } ?? CallbackParameters.make([])
                try await stage.refuses("a callback without \(name ?? "anything")") {
                    try await stage.resume(waiting, after: .callback(parameters))
                }
            }
        }
    }

    /// Whatever a browser sends ends in an error, never in a trap.
    public static let refusesHostileValues = SigningConformance(
        "hostile callback values are refused in either half"
    ) { stage in
        let hostile = [
            "", " ", "\u{0}", "\r\nSet-Cookie: a=b", "%00", "'\"><script>", "\u{202E}\u{FEFF}",
            String(repeating: "9", count: 400), String(repeating: "\u{1F480}", count: 20_000),
        ]
        for half in try await stage.halves() {
            for name in try await stage.countingNames(in: half) {
                for value in hostile {
                    let waiting = try await stage.waiting(in: half)
                    let parameters = try await stage.callback(of: waiting).replacing(name, with: value)
                    try await stage.refuses("a hostile \(name)") {
                        try await stage.resume(waiting, after: .callback(parameters))
                    }
                }
            }
        }
    }

    /// Nothing but the awaited event ends a half; a poll may end it only for somebody who has come back.
    public static let refusesUnexpectedEvents = SigningConformance(
        "an event that nobody waits for ends no half, even after an approval"
    ) { stage in
        let events: [MethodEvent] = [
            .polled, .answered(PromptAnswer(text: "x")), .callback(try CallbackParameters.make([])),
        ]
        for half in try await stage.halves() {
            let waiting = try await stage.waiting(in: half)
            guard case .callback = try await stage.event(.approve, at: waiting.interaction) else {
                throw Inapplicable(reason: "the browser never comes back from this upstream")
            }
            for event in events {
                try await stage.refuses("an unexpected event in the \(half.rawValue) half") {
                    try await stage.resume(waiting, after: event)
                }
            }
        }
    }
}

extension SigningStage {
    /// What the browser brings back after an approval; ends the behaviour for methods whose browser never does.
    fileprivate func callback(of waiting: WaitingSigning) async throws -> CallbackParameters {
        guard case .callback(let parameters) = try await event(.approve, at: waiting.interaction) else {
            throw Inapplicable(reason: "the browser never comes back from this upstream")
        }
        return parameters
    }

    /// The names in a callback that mean something.
    fileprivate func countingNames(in half: SigningHalf) async throws -> [String] {
        try await callback(of: waiting(in: half)).names.filter { !bench.ignoredCallbackParameters.contains($0) }
    }
}
