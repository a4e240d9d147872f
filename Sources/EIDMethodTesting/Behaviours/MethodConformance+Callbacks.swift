import EIDMethod

extension MethodConformance {
    /// What a hostile browser can do with a callback.
    public static let callbacks: [MethodConformance] = [
        ignoresUnknownParameters, refusesReplayElsewhere, replayGivesNobodyElse, refusesForeignCallback,
        refusesWrongState, refusesMissingParameters, refusesTamperedParameters, refusesHostileValues,
        refusesUnknownErrors, repeatsNoDescriptions, refusesUnexpectedEvents,
    ]

    /// RFC 6749 §4.1.2: unrecognised parameters are ignored.
    public static let ignoresUnknownParameters = MethodConformance(
        "an unknown callback parameter is ignored"
    ) { stage in
        let pending = try await stage.pendingCallback(try stage.method(), try stage.request())
        let parameters = try pending.parameters.replacing("x_unheard_of", with: "1")
        let step = try await stage.resume(pending, with: parameters)
        _ = try await stage.finish(step, with: pending.method, pending.request)
    }

    /// A callback belongs to one transaction.
    public static let refusesReplayElsewhere = MethodConformance(
        "a used callback is refused in a later transaction"
    ) { stage in
        let method = try stage.method()
        let used = try await stage.pendingCallback(method, try stage.request())
        _ = try await stage.finish(try await stage.resume(used), with: method, used.request)
        let later = try await stage.pendingCallback(method, try stage.request())
        try await stage.refuses("a used callback") { try await stage.resume(later, with: used.parameters) }
        // The attacker may well know the state of the transaction that they attack: their own.
        let readdressed = try used.readdressed(to: later)
        try await stage.refuses("a used callback with a fitting state") {
            try await stage.resume(later, with: readdressed)
        }
    }

    /// The broker delivers a callback once; should it fail to, nobody else appears.
    public static let replayGivesNobodyElse = MethodConformance(
        "a callback played twice is refused or names the same person"
    ) { stage in
        let pending = try await stage.pendingCallback(try stage.method(), try stage.request())
        guard case .finished(let first) = try await stage.resume(pending) else { return }
        do {
            guard case .finished(let second) = try await stage.resume(pending) else { return }
            guard first.subject == second.subject else {
                throw ConformanceFailure("the second time, somebody else came out")
            }
        } catch is MethodError {}
    }

    /// Login CSRF and code injection: a fresh callback of another transaction.
    public static let refusesForeignCallback = MethodConformance(
        "a fresh callback of another transaction is refused"
    ) { stage in
        let method = try stage.method()
        let victim = try await stage.pendingCallback(method, try stage.request())
        let attacker = try await stage.pendingCallback(method, try stage.request())
        try await stage.refuses("another transaction's callback") {
            try await stage.resume(victim, with: attacker.parameters)
        }
        let readdressed = try attacker.readdressed(to: victim)
        try await stage.refuses("another transaction's callback with a fitting state") {
            try await stage.resume(victim, with: readdressed)
        }
    }

    /// The broker checks `state` before; the method does not rely on it.
    public static let refusesWrongState = MethodConformance("a callback with a wrong state is refused") { stage in
        let pending = try await stage.pendingCallback(try stage.method(), try stage.request())
        guard let name = pending.stateName else {
            throw Inapplicable(reason: "the upstream does not echo the state")
        }
        for wrong in [pending.request.callbackState.tampered, "", pending.request.callbackState + "x"] {
            let parameters = try pending.parameters.replacing(name, with: wrong)
            try await stage.refuses("a wrong state", with: [.untrusted]) {
                try await stage.resume(pending, with: parameters)
            }
        }
    }

    /// Each parameter counts, unless the bench says otherwise.
    public static let refusesMissingParameters = MethodConformance(
        "a callback that lacks a parameter is refused"
    ) { stage in
        let method = try stage.method()
        let names = try await stage.countingNames(method)
        for name in names {
            let pending = try await stage.pendingCallback(method, try stage.request())
            let parameters = try pending.parameters.replacing(name, with: nil)
            try await stage.refuses("a callback without \(name)") { try await stage.resume(pending, with: parameters) }
        }
        let pending = try await stage.pendingCallback(method, try stage.request())
        let nothing = try CallbackParameters.make([])
        try await stage.refuses("a callback without parameters") { try await stage.resume(pending, with: nothing) }
    }

    /// Each parameter counts, unless the bench says otherwise.
    public static let refusesTamperedParameters = MethodConformance(
        "a callback with a changed parameter is refused"
    ) { stage in
        let method = try stage.method()
        for name in try await stage.countingNames(method) {
            let pending = try await stage.pendingCallback(method, try stage.request())
            let parameters = try pending.parameters.replacing(name, with: pending.parameters[name]?.tampered ?? "x")
            try await stage.refuses("a changed \(name)") { try await stage.resume(pending, with: parameters) }
        }
    }

    /// Whatever a browser sends ends in an error, never in a trap.
    public static let refusesHostileValues = MethodConformance("hostile callback values are refused") { stage in
        let method = try stage.method()
        let hostile = [
            "", " ", "\u{0}", "\r\nSet-Cookie: a=b", "%00", "../../etc/passwd", "'\"><script>", "\u{202E}\u{FEFF}",
            String(repeating: "9", count: 400), String(repeating: "\u{1F480}", count: 20_000),
        ]
        for name in try await stage.countingNames(method) {
            for value in hostile {
                let pending = try await stage.pendingCallback(method, try stage.request())
                let parameters = try pending.parameters.replacing(name, with: value)
                try await stage.refuses("a hostile \(name)") { try await stage.resume(pending, with: parameters) }
            }
        }
    }

    /// An error that nobody has heard of is an error all the same.
    public static let refusesUnknownErrors = MethodConformance(
        "a callback with an unheard-of error is neither a success nor the person's doing"
    ) { stage in
        let pending = try await stage.pendingCallback(try stage.method(), try stage.request())
        var fields = [FormField(name: "error", value: "x_unheard_of")]
        if let name = pending.stateName { fields.append(FormField(name: name, value: pending.request.callbackState)) }
        let parameters = try CallbackParameters.make(fields)
        let blameless = MethodError.Code.all.filter { $0 != .cancelled && $0 != .declined }
        try await stage.refuses("an unheard-of error", with: blameless) {
            try await stage.resume(pending, with: parameters)
        }
    }

    /// What comes beside an error may name the person, and a browser can put anything there.
    public static let repeatsNoDescriptions = MethodConformance(
        "what a callback says about an error is in no log line and no error"
    ) { stage in
        let words = "robin.vandevogel.900228"
        stage.watch(words)
        for error in ["access_denied", "invalid_request", "server_error", "x_unheard_of"] {
            let pending = try await stage.pendingCallback(try stage.method(), try stage.request())
            var fields = [FormField(name: "error", value: error)]
            fields += ["error_description", "error_uri", "message"].map { FormField(name: $0, value: words) }
            if let name = pending.stateName { fields.append(.init(name: name, value: pending.request.callbackState)) }
            let parameters = try CallbackParameters.make(fields)
            try await stage.refuses("an error with a description") { try await stage.resume(pending, with: parameters) }
        }
    }

    /// Nothing but the awaited event finishes a transaction.
    public static let refusesUnexpectedEvents = MethodConformance(
        "an event that nobody waits for finishes nothing"
    ) { stage in
        let method = try stage.method()
        // Somebody has approved before, so that there would be an identity to mix up.
        try await stage.perform(with: method, try stage.request())
        let events: [MethodEvent] = [
            .polled, .answered(PromptAnswer(text: "x")), .answered(PromptAnswer(text: "")),
            .callback(try CallbackParameters.make([])),
        ]
        for event in events {
            let request = try stage.request()
            guard case .present(_, let state) = try await stage.begin(method, request) else {
                throw ConformanceFailure("begin finished without anyone doing anything")
            }
            try await stage.refuses("an unexpected event") {
                try await stage.resume(method, request, from: state, after: event)
            }
        }
    }
}

extension PendingCallback {
    /// The parameter that echoes the transaction's state.
    fileprivate var stateName: String? { parameters.names.first { parameters[$0] == request.callbackState } }

    /// This callback, with the other transaction's state in the place of its own.
    fileprivate func readdressed(to other: PendingCallback) throws -> CallbackParameters {
        guard let stateName else { return parameters }
        return try parameters.replacing(stateName, with: other.request.callbackState)
    }
}

extension Stage {
    /// The names in a callback that mean something.
    fileprivate func countingNames(_ method: Method) async throws -> [String] {
        let pending = try await pendingCallback(method, try request())
        return pending.parameters.names.filter { !bench.ignoredCallbackParameters.contains($0) }
    }
}
