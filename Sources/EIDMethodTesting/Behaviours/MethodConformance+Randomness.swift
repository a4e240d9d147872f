import EIDMethod

extension MethodConformance {
    /// Whoever guesses a nonce, a verifier or a code can take part in somebody else's transaction.
    public static let neverRepeatsItself = MethodConformance(
        "a thousand starts of one request have no random value in common"
    ) { stage in
        let (method, request) = (try stage.method(), try stage.request())
        var states: Set<[UInt8]> = []
        var seen: [String: (distinct: Set<String>, count: Int)] = [:]
        for _ in 0..<1000 {
            guard case .present(let interaction, let state) = try await stage.begin(method, request) else {
                throw ConformanceFailure("begin finished without anyone doing anything")
            }
            // Before the person has answered, there may be nothing to keep.
            if !interaction.isQuestion, !states.insert(state).inserted {
                throw ConformanceFailure("two starts keep the same state")
            }
            for (name, value) in interaction.values {
                seen[name, default: ([], 0)].distinct.insert(value)
                seen[name, default: ([], 0)].count += 1
            }
        }
        for (name, values) in seen.sorted(by: { $0.key < $1.key }) {
            // The request is the same each time, so a value is either a constant or new.
            guard [1, values.count].contains(values.distinct.count) else {
                throw ConformanceFailure("\(name) has \(values.distinct.count) values in \(values.count) starts")
            }
            if values.distinct.count == 1, values.count > 1, unguessable.contains(name) {
                throw ConformanceFailure("\(name) is the same in every start")
            }
        }
    }

    /// Parameters that are random wherever they occur (OpenID Connect Core §3.1.2.1, RFC 7636, RFC 9126), and what apps get.
    private static let unguessable: Set<String> = [
        "nonce", "code_challenge", "request_uri", "request", "the link", "the code",
    ]
}
