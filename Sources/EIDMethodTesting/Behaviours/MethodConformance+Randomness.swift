import EIDMethod

extension MethodConformance {
    /// Whoever guesses a nonce, a verifier or a code can take part in somebody else's transaction.
    public static let neverRepeatsItself = MethodConformance(
        "a thousand starts of one request have no random value in common"
    ) { stage in
        let (method, request) = (try stage.method(), try stage.request())
        var states: Set<[UInt8]> = []
        // The request is the same each time, so a value is either a constant or new.
        var chosen = ValueTally()
        // What a state calls a nonce or a verifier is neither of the two if it ever comes back.
        var kept = ValueTally()
        for _ in 0..<1000 {
            stage.wire.arm(nil)
            let (interaction, state) = try await stage.beginBehindQuestions(method, request)
            // Before the person has answered, there may be nothing to keep.
            if !interaction.isQuestion, !states.insert(state).inserted {
                throw ConformanceFailure("two starts keep the same state")
            }
            chosen.note([ChosenValues(shown: interaction)] + stage.wire.requests.map { ChosenValues(sent: $0) })
            kept.note([ChosenValues(kept: state)])
            // An upstream may allow a person no second order while one is open.
            await method.abandon(request, from: state)
        }
        try chosen.requireNewOrConstant(neverConstant: unguessable)
        try kept.requireNew()
        try await requireNewToTheEnd(stage)
    }

    /// A method of several steps makes random values at later ones too; whole transactions take longer, so they are fewer.
    private static func requireNewToTheEnd(_ stage: Stage) async throws {
        let (method, request) = (try stage.method(), try stage.request())
        var chosen = ValueTally()
        for _ in 0..<16 {
            stage.wire.arm(nil)
            var values: [ChosenValues] = []
            try await stage.perform(with: method, request) { values.append(ChosenValues(shown: $0)) }
            chosen.note(values + stage.wire.requests.map { ChosenValues(sent: $0) })
        }
        try chosen.requireNewOrConstant(neverConstant: unguessable)
    }

    /// Parameters that are random wherever they occur (OpenID Connect Core §3.1.2.1, RFC 7636, RFC 9126), and what apps get.
    private static let unguessable: Set<String> = [
        "nonce", "code_challenge", "request_uri", "request", "the link", "the code",
    ]
}
