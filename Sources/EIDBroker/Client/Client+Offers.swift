import EIDMethod

extension Client {
    /// What no method of the client can ever fulfil, so that every request for it would fail; paths are relative to the client.
    ///
    /// Says nothing where it is not known what one of the methods offers.
    func issues(offers: [String: MethodOffer]) -> [ConfigurationIssue] {
        let own = methods.compactMap { offers[$0] }
        guard !own.isEmpty, own.count == methods.count else { return [] }
        let offered = own.reduce(into: Set<MethodType>()) { $0.formUnion($1.types) }
        guard !types.isDisjoint(with: offered) else {
            return [.init("types", "has none that a method of the client offers: \(Self.list(offered))")]
        }
        var issues: [ConfigurationIssue] = []
        // The other types are allowed unless somebody says otherwise; this one is there because somebody wants it.
        if types.contains(.signing), !offered.contains(.signing) {
            issues.append(.init("types", "signing is offered by no method of the client"))
        }
        let asked = types.subtracting([.signing])
        if let minimumAssurance, !asked.isEmpty {
            let reached = own.filter { !$0.types.isDisjoint(with: asked) }.flatMap(\.levels)
            if !reached.contains(where: { $0 >= minimumAssurance }) {
                issues.append(.init("minimumAssurance", "is reached by no method of the client"))
            }
        }
        return issues
    }

    private static func list(_ types: Set<MethodType>) -> String {
        types.map(\.rawValue).sorted().joined(separator: ", ")
    }
}
