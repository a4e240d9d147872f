import EIDMethod
import FoundationEssentials

extension Stage {
    /// The types that lead to an identity, of those that the method offers.
    var identifyingTypes: [MethodType] { [.verification, .authentication].filter(descriptor.types.contains) }

    /// A request of a client with a wish.
    func request(_ type: MethodType, _ wish: ClientWish) throws -> MethodRequest {
        watch([wish.loginHint, wish.userAgent])
        return try request(
            type,
            attributes: wish.attributes,
            assurance: wish.assurance,
            languages: wish.languages,
            loginHint: wish.loginHint,
            freshness: wish.freshness,
            commitment: wish.commitment,
            userAgent: wish.userAgent
        )
    }

    /// Every wish that a method could mistake for knowledge of the person, each alone, and all together.
    func wishes(_ type: MethodType) throws -> [ClientWish] {
        let forms = try method().loginHints
        let foreign = (ClientWish.strangersHints + forms.map(\.example)).filter { !bench.loginHints.contains($0) }
        var wishes = foreign.map { hint in
            ClientWish("a hint that names somebody else").with { ($0.loginHint, $0.mayBeRefused) = (hint, true) }
        }
        wishes += bench.loginHints.map { hint in
            ClientWish("a hint that names the person").with { $0.loginHint = hint }
        }
        wishes += descriptor.assurance.levels.map { level in
            ClientWish("a demand of \(level)").with { ($0.assurance, $0.mayBeRefused) = (level, true) }
        }
        wishes += (Language.allCases.map { [$0] } + [[]]).map { languages in
            let names = languages.map(\.rawValue).joined()
            return ClientWish("a person who reads \(names.isEmpty ? "no language of ours" : names)").with {
                $0.languages = languages
            }
        }
        wishes += [Freshness(reauthenticates: true), Freshness(maximumAge: 3600)].map { freshness in
            ClientWish("a demand of a fresh proof").with { $0.freshness = freshness }
        }
        // That of a library has nothing in common with a browser's.
        wishes += [ClientWish.phone, "curl/8.14.1"].map { agent in
            ClientWish("another browser").with { ($0.userAgent, $0.mayBeRefused) = (agent, true) }
        }
        if type == .verification {
            let known = expected.keys.sorted()
            wishes += [Set(known.prefix(1)), Set(known.suffix(2)), []].map { attributes in
                ClientWish("a demand of \(attributes.count) attributes").with { $0.attributes = attributes }
            }
        }
        return wishes + [
            ClientWish("all wishes together").with { wish in
                wish.mayBeRefused = true
                (wish.loginHint, wish.assurance) = (bench.loginHints.first ?? foreign.last, highestLevel)
                (wish.languages, wish.userAgent) = ([.sv, .de], ClientWish.phone)
                wish.freshness = Freshness(maximumAge: 60, reauthenticates: true)
            }
        ]
    }

    /// Plays a person who approves; answers with who comes out, and with nobody where a wish is refused that may be.
    ///
    /// An upstream that waits for whom a hint names has no use for anybody else, and may wait for long.
    func identity(_ type: MethodType, with wish: ClientWish) async throws -> VerifiedIdentity? {
        let (method, request) = (try method(), try request(type, wish))
        do {
            var step = try await begin(method, request)
            for _ in 0..<Self.mostSteps {
                guard case .present(let interaction, let state) = step else { break }
                let event = try await play(.approve, at: interaction)
                step = try await resume(method, request, from: state, after: event)
            }
            if case .finished(let identity) = step { return identity }
        } catch let error as MethodError {
            guard wish.mayBeRefused else { throw ConformanceFailure("\(wish.description) is refused: \(error.code)") }
            return nil
        }
        guard wish.mayBeRefused else {
            throw ConformanceFailure("\(wish.description) has not ended after \(Self.mostSteps) interactions")
        }
        return nil
    }

    /// As much as a client can ask for at once, without what the method refuses to somebody who approves.
    func fullestWish() async throws -> ClientWish {
        // These every method must meet.
        var wish = ClientWish("that asks for much").with { wish in
            wish.mayBeRefused = true
            wish.assurance = bench.person.assurance
            wish.freshness = Freshness(maximumAge: 60, reauthenticates: true)
        }
        let hint = bench.loginHints.first ?? ClientWish.strangersHints.last
        var further = [wish.with { $0.loginHint = hint }, wish.with { $0.assurance = highestLevel }]
        if descriptor.keepsEvidence { further.append(wish.with { $0.commitment = Data(random.bytes(32)) }) }
        let all = further.reduce(wish) { $0.adding($1) }
        if try await identity(anyType, with: all) != nil { return all }
        for other in further where try await identity(anyType, with: wish.adding(other)) != nil {
            wish = wish.adding(other)
        }
        return wish
    }

    private func watch(_ texts: [String?]) {
        around.watch(texts.compactMap(\.self).filter { $0.utf8.count >= Self.shortestTelling })
    }

    /// What is shorter, in bytes, stands in many lines by chance.
    static let shortestTelling = 8
}
