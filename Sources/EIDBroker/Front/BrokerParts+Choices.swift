import EIDMethod

extension BrokerParts {
    /// Methods as a person picks among them; those that do not answer come last.
    func choices(_ ids: [String], language: Language, lastUsed: RememberedMethod = .nothing) -> [ChooserPage.Choice] {
        let choices = ids.compactMap { id in
            choice[id].map { method in
                ChooserPage.Choice(
                    id: method.id,
                    displayName: method.displayName[language],
                    logo: choice.logos[method.id]?.path,
                    isAvailable: health.isAvailable(method, at: clock.now),
                    isLastUsed: lastUsed == .method(method.id)
                )
            }
        }
        return choices.filter(\.isAvailable) + choices.filter { !$0.isAvailable }
    }
}
