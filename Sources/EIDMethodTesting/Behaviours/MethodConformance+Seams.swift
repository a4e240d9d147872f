import EIDMethod
import FoundationEssentials

extension MethodConformance {
    /// How a method fits into the broker.
    public static let seams: [MethodConformance] = [
        describesItselfHonestly, documentsItsSettings, refusesTypesNotOffered, beginsAnonymously, neverRepeatsItself,
        keepsConcurrentTransactionsApart, keepsStateSmall, redrawsByItself, survivesAbandoning, keepsSecretsOutOfURLs,
        keepsSecrets,
    ]

    /// Chooser, discovery and documentation are built from the descriptor.
    public static let describesItselfHonestly = MethodConformance(
        "the descriptor is complete and names catalogued attributes"
    ) { stage in
        let descriptor = stage.descriptor
        guard !descriptor.provider.isEmpty, descriptor.provider.utf8.allSatisfy(\.isNameCharacter) else {
            throw ConformanceFailure("the name \"\(descriptor.provider)\" is not of lower-case letters, digits and -")
        }
        for language in Language.allCases where descriptor.displayName[language].isEmpty {
            throw ConformanceFailure("the display name is empty in \(language.rawValue)")
        }
        guard !descriptor.types.isDisjoint(with: [.verification, .authentication]) else {
            throw ConformanceFailure("the method offers neither verification nor authentication")
        }
        guard !descriptor.assurance.rows.isEmpty else { throw ConformanceFailure("the assurance table has no row") }
        guard stage.offered.count == descriptor.attributes.count else {
            throw ConformanceFailure("an attribute is offered twice")
        }
        for offer in descriptor.attributes {
            guard AttributeCatalogue.definition(of: offer.name) != nil else {
                throw ConformanceFailure("\(offer.name) is not in the catalogue")
            }
            for country in offer.exceptions.keys where country.utf8.count != 3 {
                throw ConformanceFailure("\(offer.name) has an exception for \"\(country)\", no alpha-3 code")
            }
        }
        for country in descriptor.countries where !country.isCountryCode {
            throw ConformanceFailure("\"\(country)\" among the countries is no alpha-2 code in capitals")
        }
        // WCAG 2.2 §1.4.3.
        if let colours = descriptor.colours, colours.contrast < 4.5 {
            throw ConformanceFailure("the button's colours have a contrast of \(colours.contrast), less than 4.5")
        }
        // Another process may say what it likes, and a file may have changed.
        if let logo = try stage.method().logo {
            do throws(MethodLogo.Refusal) { _ = try MethodLogo(reading: logo.bytes) } catch {
                throw ConformanceFailure("the logo \(error)")
            }
        }
        for (index, form) in try stage.method().loginHints.enumerated() where !form.isTelling {
            throw ConformanceFailure("login hint form \(index) matches hints that name other methods' people")
        }
        let unoffered = stage.bench.person.attributes.keys.filter { !stage.offered.contains($0) }.sorted()
        guard unoffered.isEmpty else {
            throw ConformanceFailure("the bench's person has what the descriptor does not offer: \(unoffered)")
        }
    }

    /// Unknown keys are refused and documentation is written from the table of settings.
    public static let documentsItsSettings = MethodConformance("each setting is documented, once") { stage in
        try stage.requireDocumented(stage.settings, at: "")
    }

    /// The descriptor rules.
    public static let refusesTypesNotOffered = MethodConformance(
        "a type that is not offered is refused as unsupported"
    ) { stage in
        let method = try stage.method()
        guard stage.signs || !stage.descriptor.types.contains(.signing) else {
            throw ConformanceFailure("signing is offered, yet the provider has no protocol for it")
        }
        for type in MethodType.allCases {
            do {
                // Signing has a protocol of its own, so that nobody may begin it here, offered or not.
                let step = try await stage.begin(method, try stage.request(type))
                guard stage.descriptor.types.contains(type), type != .signing else {
                    throw ConformanceFailure("\(type.rawValue) is begun, although it is not offered")
                }
                if case .finished = step { throw ConformanceFailure("\(type.rawValue) is over before it began") }
            } catch let error as MethodError {
                guard error.code == .unsupported else { throw error }
                guard !stage.descriptor.types.contains(type) || type == .signing else {
                    throw ConformanceFailure("\(type.rawValue) is offered, yet refused")
                }
            }
        }
    }

    /// Beginning tells the upstream nothing about the person.
    public static let beginsAnonymously = MethodConformance(
        "beginning sends no secret to the browser, and nothing about the person anywhere"
    ) { stage in
        stage.wire.arm(nil)
        let secrets = await stage.bench.secrets.filter { !$0.isEmpty }
        let telling = stage.bench.person.tellingTexts
        let step = try await stage.begin(try stage.method(), try stage.request())
        guard case .present(let interaction, _) = step else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        for text in interaction.visibleTexts where text.containsAny(of: secrets) || text.containsAny(of: telling) {
            throw ConformanceFailure("the browser gets something that it should not see")
        }
        for request in stage.wire.requests {
            let text = request.url.absoluteString + String(decoding: request.body, as: UTF8.self)
            guard !text.containsAny(of: telling) else {
                throw ConformanceFailure("the upstream is told who it will be")
            }
            guard !request.url.absoluteString.containsAny(of: secrets) else {
                throw ConformanceFailure("a secret stands in a URL")
            }
        }
    }

    /// Fifty people at once.
    public static let keepsConcurrentTransactionsApart = MethodConformance(
        "fifty transactions begun at once are independent"
    ) { stage in
        let method = try stage.method()
        let requests = try (0..<50).map { _ in try stage.request() }
        let begun = try await withThrowingTaskGroup(of: Begun.self) { group in
            for request in requests {
                group.addTask {
                    guard case .present(let interaction, let state) = try await stage.begin(method, request) else {
                        throw ConformanceFailure("begin finished without anyone doing anything")
                    }
                    return Begun(request: request, interaction: interaction, state: state)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        guard Set(begun.map(\.state)).count == begun.count else {
            throw ConformanceFailure("two transactions have the same state")
        }
        // A question is the same for everybody; whatever else people get is theirs alone.
        let shown = begun.filter { !$0.interaction.isQuestion }.map {
            $0.interaction.visibleTexts.joined(separator: "\n")
        }
        guard Set(shown).count == shown.count else {
            throw ConformanceFailure("two people are sent to the same place")
        }
        for transaction in begun.prefix(5).reversed() {
            let step = Method.Step.present(transaction.interaction, keeping: transaction.state)
            _ = try await stage.finish(step, with: method, transaction.request)
        }
    }

    /// The broker stores the state, perhaps on another node.
    public static let keepsStateSmall = MethodConformance(
        "the state is small and survives being stored, and another provider takes over"
    ) { stage in
        let request = try stage.request()
        guard case .present(let interaction, let state) = try await stage.begin(try stage.method(), request) else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        let stored = try stage.recode(state)
        guard try stage.recode(stored) == stored else {
            throw ConformanceFailure("the state changes when it is stored")
        }
        let step = Method.Step.present(interaction, keeping: stored)
        _ = try await stage.finish(step, with: try stage.method(), request)
    }

    /// Pages are drawn every second, in every tab.
    public static let redrawsByItself = MethodConformance(
        "drawing again calls nobody, shows no secret, and only moves with the clock"
    ) { stage in
        let method = try stage.method()
        let request = try stage.request()
        guard case .present(_, let state) = try await stage.begin(method, request) else {
            throw ConformanceFailure("begin finished without anyone doing anything")
        }
        stage.wire.arm(nil)
        let secrets = await stage.bench.secrets.filter { !$0.isEmpty }
        let another = try stage.method()
        for _ in 0..<5 {
            let shown = await method.redraw(request, from: state)?.visibleTexts ?? []
            let elsewhere = await another.redraw(request, from: state)?.visibleTexts ?? []
            guard shown == elsewhere else { throw ConformanceFailure("two nodes draw differently") }
            guard !shown.contains(where: { $0.containsAny(of: secrets) }) else {
                throw ConformanceFailure("the browser gets something that it should not see")
            }
            stage.bench.clock.advance(by: .seconds(1))
        }
        guard stage.wire.requests.isEmpty else { throw ConformanceFailure("drawing calls the upstream") }
    }

    /// People close windows whatever the network does.
    public static let survivesAbandoning = MethodConformance(
        "a transaction that the person stops ends quietly, whatever the network does"
    ) { stage in
        stage.watch("hint-4711-of-the-client")
        let method = try stage.method()
        for fault in [nil] + NetworkFault.allCases.map(Optional.some) {
            stage.wire.arm(nil)
            var request = try stage.request(loginHint: "hint-4711-of-the-client")
            var step: Method.Step
            do { step = try await stage.begin(method, request) } catch is MethodError {
                // A method need not take a hint that fits none of its forms.
                request = try stage.request()
                step = try await stage.begin(method, request)
            }
            guard case .present(_, let state) = step else {
                throw ConformanceFailure("begin finished without anyone doing anything")
            }
            stage.wire.arm(fault)
            await method.abandon(request, from: state)
            guard stage.wire.requests.allSatisfy({ $0.limits.time <= .seconds(10) }) else {
                throw ConformanceFailure("the person would wait for more than ten seconds")
            }
        }
        await method.abandon(try stage.request(), from: Array("{}".utf8))
        stage.wire.arm(nil)
        try await stage.perform(with: method, try stage.request())
    }

    /// Every behaviour looks for secrets afterwards; this one makes sure that much has happened before.
    public static let keepsSecrets = MethodConformance(
        "neither log nor errors tell a secret, a token or who the person is"
    ) { stage in
        let method = try stage.method()
        for type in [MethodType.verification, .authentication] where stage.descriptor.types.contains(type) {
            try await stage.perform(with: method, try stage.request(type))
            // A method need not take a hint that fits none of its forms.
            for hint in ["hint-4711-of-the-client"] + stage.bench.loginHints {
                stage.watch(hint)
                let request = try stage.request(type, loginHint: hint)
                do { try await stage.perform(with: method, request) } catch is MethodError {}
            }
        }
        for action in PersonAction.allCases where stage.bench.inapplicableActions[action] == nil {
            do { try await stage.perform(action, with: method, try stage.request()) } catch is MethodError {}
        }
        for fault in NetworkFault.allCases {
            stage.wire.arm(fault, fromRequest: 1)
            do { try await stage.perform(with: try stage.method(), try stage.request()) } catch is MethodError {}
        }
        stage.wire.arm(nil)
    }
}

private struct Begun: Sendable {
    let request: MethodRequest
    let interaction: Interaction
    let state: [UInt8]
}

extension UInt8 {
    fileprivate var isNameCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension String {
    fileprivate var isCountryCode: Bool { utf8.count == 2 && utf8.allSatisfy { (0x41...0x5A).contains($0) } }
}
