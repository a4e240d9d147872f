import EIDMethod
import FoundationEssentials

/// What the person sees while a session waits for them.
extension SmartIDProvider {
    /// The page of a session.
    func waiting(
        for session: SmartIDSession?,
        misses: Int,
        hasReturned: Bool,
        hasConfirmed: Bool,
        in language: Language?
    ) -> Interaction {
        // Whoever has confirmed or come back needs no way to the app any more.
        let isOpen = !hasReturned && !hasConfirmed
        let address = isOpen ? session?.link?.address(for: party, in: language, at: services.clock.now) : nil
        let isCode = session?.link?.way == .code
        return .openApp(
            link: isCode ? nil : address.flatMap { URL(string: $0) },
            qr: isCode ? address : nil,
            pollAfter: .seconds(misses > 0 || hasConfirmed ? 5 : isCode ? 2 : 1),
            hint: misses > 0 ? SmartIDTexts.stillTrying : hint(session, hasReturned, hasConfirmed)
        )
    }

    /// The question for a number.
    func prompt(again: Bool) -> Prompt {
        Prompt(
            kind: .nationalNumber,
            label: SmartIDTexts.number(configuration.countries, again: again),
            maximumLength: 32
        )
    }

    /// The question for the number once more, whose digits do not fit each other.
    var doubt: Prompt {
        Prompt(
            kind: .nationalNumber,
            label: SmartIDTexts.doubt(configuration.countries),
            maximumLength: 32
        )
    }

    private func hint(_ session: SmartIDSession?, _ hasReturned: Bool, _ hasConfirmed: Bool) -> LocalizedText {
        if hasReturned { return SmartIDTexts.inProgress }
        if hasConfirmed { return SmartIDTexts.comeBack }
        switch session?.link?.way {
        case .code: return SmartIDTexts.scan
        case .web: return SmartIDTexts.open
        case nil: return session?.code.map(SmartIDTexts.compare) ?? SmartIDTexts.confirm
        }
    }
}
