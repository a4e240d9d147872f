import EIDMethod

/// All rules, by attribute.
struct AttributeMapping: Sendable {
    /// In alphabetical order of the attributes.
    let rules: [AttributeRule]

    /// What came of reading.
    struct Outcome: Sendable {
        var attributes = IdentityAttributes()
        /// What could not be read, as `attribute (claim): reason`.
        var notices: [String] = []
    }

    /// The rules for what is asked for.
    func rules(for attributes: Set<AttributeName>) -> [AttributeRule] {
        rules.filter { attributes.contains($0.attribute) }
    }

    /// Reads what is asked for; whatever goes wrong leaves an attribute absent and a notice.
    func read(_ sources: ClaimSources, for attributes: Set<AttributeName>) -> Outcome {
        var outcome = Outcome()
        for rule in rules(for: attributes) {
            let (reading, failures) = rule.read(sources)
            for (claim, failure) in failures { outcome.note(rule.attribute, claim, failure) }
            switch reading {
            case .value(let value, let claim):
                let source = Provenance(claim: claim, basis: rule.basis, isChanged: rule.isChanging)
                outcome.attributes.set(rule.attribute, to: value, from: source)
                if !outcome.attributes.names.contains(rule.attribute), rule.isAlways {
                    outcome.note(rule.attribute, claim, .missing)
                }
            case .unreadable(let failure, let claim): outcome.note(rule.attribute, claim, failure)
            case .absent:
                if rule.isAlways { outcome.note(rule.attribute, rule.paths.first?.text ?? "", .missing) }
            }
        }
        return outcome
    }
}

extension AttributeMapping.Outcome {
    fileprivate mutating func note(_ attribute: AttributeName, _ claim: String, _ failure: MappingFailure) {
        notices.append("\(attribute) (\(claim)): \(failure.rawValue)")
    }
}
