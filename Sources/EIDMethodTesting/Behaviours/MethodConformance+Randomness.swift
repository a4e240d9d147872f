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
            guard case .present(let interaction, let state) = try await stage.begin(method, request) else {
                throw ConformanceFailure("begin finished without anyone doing anything")
            }
            // Before the person has answered, there may be nothing to keep.
            if !interaction.isQuestion, !states.insert(state).inserted {
                throw ConformanceFailure("two starts keep the same state")
            }
            chosen.note(ChosenValues(shown: interaction))
            for request in stage.wire.requests { chosen.note(ChosenValues(sent: request)) }
            kept.note(ChosenValues(kept: state))
        }
        try chosen.requireNewOrConstant(neverConstant: unguessable)
        try kept.requireNew()
    }

    /// Parameters that are random wherever they occur (OpenID Connect Core §3.1.2.1, RFC 7636, RFC 9126), and what apps get.
    private static let unguessable: Set<String> = [
        "nonce", "code_challenge", "request_uri", "request", "the link", "the code",
    ]
}
