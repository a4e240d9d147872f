import EIDMethod

extension UpstreamAssurance {
    private static let levels = Assurance.allCases.map(\.rawValue)

    /// What an operator writes about levels.
    static let settings: [Setting] = [
        .optional("ask", .section(questions), "The upstream's words for the levels asked for."),
        .optional(
            "askBy",
            .choice(Question.allCases.map(\.rawValue)),
            default: "acr_values",
            "How a level is asked for: by the parameter acr_values or by an essential acr in the claims parameter."
        ),
        .optional(
            "claim",
            .text,
            default: "acr",
            "The claim of the ID token, as a path, that states the level."
        ),
        .optional("received", .map(.choice(levels)), "What each acr of the upstream is worth."),
        .optional("missing", .choice(levels), "What an ID token without acr is worth; refused if absent."),
        .optional(
            "unknownIsLow",
            .boolean,
            default: false,
            "Whether an acr that is not in received counts as low; refused otherwise."
        ),
    ]

    private static let questions: [Setting] = Assurance.allCases.map { level in
        .optional(level.rawValue, .list(.text), "What is sent where \(level.rawValue) is wanted, best first.")
    }

    /// Reads the section; without one, every answer counts as low, whatever it says.
    init(reading settings: SettingsReader?) {
        guard let settings else { return }
        let ask = settings.section("ask")
        for level in Assurance.allCases {
            if let words = ask?.texts(level.rawValue), !words.isEmpty { asked[level] = words }
        }
        question = settings.text("askBy").flatMap(Question.init) ?? .acrValues
        claim = settings.text("claim") ?? "acr"
        received = settings.map("received").compactMap { acr, value in
            guard case .text(let word) = value, let level = Assurance(rawValue: word) else { return nil }
            return .init(acr, level)
        }
        missing = settings.text("missing").flatMap(Assurance.init)
        unknownIsLow = settings.boolean("unknownIsLow")
    }

    /// What is wrong with the section; paths are relative to it.
    var issues: [ConfigurationIssue] {
        var issues: [ConfigurationIssue] = []
        do throws(ClaimPath.Malformed) { _ = try ClaimPath(claim) } catch {
            issues.append(.init("claim", error.message))
        }
        if received.isEmpty, missing == nil, !unknownIsLow {
            issues.append(.init("received", "is empty, so that every answer would be refused"))
        }
        let lowest = received.map(\.assurance).min()
        if let missing, let lowest, missing > lowest {
            issues.append(
                .init("missing", "is more than \(lowest.rawValue), the least that an answer with an acr is worth")
            )
        }
        // Silence must not be worth more than a word that nobody knows.
        if let missing, missing > .low, unknownIsLow {
            issues.append(.init("missing", "is more than low, which an unknown acr is worth by unknownIsLow"))
        }
        for (level, words) in asked.sorted(by: { $0.key < $1.key }) {
            for (index, word) in words.enumerated() where !RequestWord.isValid(word) {
                issues.append(.init("ask.\(level.rawValue)[\(index)]", RequestWord.expectation))
            }
        }
        return issues
    }
}
