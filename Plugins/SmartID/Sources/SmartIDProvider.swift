import EIDJSON
public import EIDMethod
import EIDSignature
import FoundationEssentials

/// Smart-ID by its Relying Party API, version 3: identification and signatures with an app, in EE, LV, LT and BE.
public struct SmartIDProvider: MethodProvider {
    let configuration: SmartIDConfiguration
    let services: MethodServices
    /// Whom to believe about people; read once.
    let trust: Result<SmartIDTrust, MethodError>
    let lists = StatusLists()

    /// Name, types, attributes and levels.
    public static let descriptor = describe(qualified: .high, advanced: .substantial)

    /// The same with the levels and countries of the settings.
    public var descriptor: MethodDescriptor {
        Self.describe(
            qualified: configuration.qualifiedAssurance,
            advanced: configuration.certificateLevel == .advanced ? configuration.advancedAssurance : nil,
            countries: configuration.countries
        )
    }

    /// Signing only where the settings have a section for it.
    public var types: Set<MethodType> {
        configuration.signing == nil ? [.verification, .authentication] : descriptor.types
    }

    /// Makes a provider; nothing is fetched before the first transaction.
    public init(configuration: SmartIDConfiguration, services: MethodServices) {
        self.configuration = configuration
        self.services = services
        do throws(SignatureError) {
            trust = .success(try SmartIDTrust(pem: configuration.trust))
        } catch {
            trust = .failure(MethodError(.misconfigured, "the authorities cannot be read", underlying: error))
        }
    }

    /// A hint that names a person of one of the countries in full, or an account of theirs.
    public var loginHints: [LoginHintForm] { configuration.countries.flatMap { SmartIDAddressee.forms(of: $0) } }

    /// Begins a session, or asks whose phone gets the message.
    public func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<SmartIDState> {
        var state = SmartIDState(id: services.random.token(bytes: 8), startedAt: services.clock.now)
        let level = try level(for: request.assurance)
        switch configuration.flow {
        case .deviceLink: state.session = try await linked(request, level)
        case .notification:
            guard let person = known(request.loginHint) else { return question(again: false, keeping: state) }
            state.session = try await notified(person, level, request.commitment)
        }
        return step(state, request)
    }

    /// Looks how far the session is.
    public func resume(
        _ request: MethodRequest,
        from state: SmartIDState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<SmartIDState> {
        var state = state
        switch event {
        case .polled:
            guard state.arrived == nil else { return step(state, request) }
            return try await look(request, state)
        case .callback(let callback):
            guard let session = state.session else { throw Self.unexpected }
            let back = try BrowserReturn(callback, of: session, state: request.callbackState, needsVerifier: true)
            state.verifier = back.verifier
            // The app sends people back when it likes: perhaps before Smart-ID says that they have confirmed.
            guard let arrived = state.arrived else { return try await look(request, state) }
            return .finished(try Self.belonging(arrived, to: back.verifier))
        case .answered(let answer):
            guard configuration.flow == .notification, state.session == nil else { throw Self.unexpected }
            guard let person = SemanticsIdentifier(typed: answer.text, from: configuration.countries) else {
                return question(again: true, keeping: state)
            }
            // Few numbers have a check digit that is wrong: whoever insists is believed.
            guard person.hasFittingDigits || state.doubted == person else {
                state.doubted = person
                return .present(.ask(doubt), keeping: state)
            }
            state.doubted = nil
            let level = try level(for: request.assurance)
            state.session = try await notified(SmartIDAddressee(person), level, request.commitment)
            return step(state, request)
        }
    }

    /// The code of this second.
    public func redraw(_ request: MethodRequest, from state: SmartIDState) -> Interaction? {
        guard state.session?.link?.way == .code, state.arrived == nil else { return nil }
        return interaction(state, request)
    }

    private func look(
        _ request: MethodRequest,
        _ state: SmartIDState
    ) async throws(MethodError) -> MethodStep<SmartIDState> {
        guard let session = state.session else { throw Self.unexpected }
        var state = state
        let (answer, number): (JSONValue, String)
        switch try await sight(of: session, &state.misses) {
        case .waiting: return step(state, request)
        case .timedOut: return step(try await renewed(state, request), request)
        case .complete(let confirmed, let account): (answer, number) = (confirmed, account)
        }
        let arrived = try await identity(answer, number, session, request)
        guard session.flow == .web else { return .finished(arrived.identity) }
        // Whoever got the link from somebody else confirms for them; only who began comes back with the verifier.
        guard let verifier = state.verifier else {
            state.arrived = arrived
            return step(state, request)
        }
        return .finished(try Self.belonging(arrived, to: verifier))
    }

    /// A new session in the place of one by code or link that nobody confirmed in time; anything else is the end.
    private func renewed(
        _ state: SmartIDState,
        _ request: MethodRequest
    ) async throws(MethodError) -> SmartIDState {
        let age = services.clock.now.timeIntervalSince(state.startedAt)
        guard state.session?.link != nil, state.verifier == nil, (0..<Double(configuration.waitSeconds)).contains(age)
        else { throw EndResult.failure(EndResult.timeout) }
        var state = state
        state.session = try await linked(request, level(for: request.assurance))
        return state
    }

    private static func belonging(
        _ arrived: SmartIDState.Arrived,
        to verifier: String?
    ) throws(MethodError) -> VerifiedIdentity {
        guard let verifier, BrowserReturn.proves(verifier, arrived.userChallenge) else {
            throw MethodError(.untrusted, "the return is not that of the app that has signed")
        }
        return arrived.identity
    }

    private func question(again: Bool, keeping state: SmartIDState) -> MethodStep<SmartIDState> {
        .present(.ask(prompt(again: again)), keeping: state)
    }

    private func step(_ state: SmartIDState, _ request: MethodRequest) -> MethodStep<SmartIDState> {
        .present(interaction(state, request), keeping: state)
    }

    private func interaction(_ state: SmartIDState, _ request: MethodRequest) -> Interaction {
        waiting(
            for: state.session,
            misses: state.misses,
            hasReturned: state.verifier != nil,
            hasConfirmed: state.arrived != nil,
            in: request.languages.first
        )
    }

    static let unexpected = MethodError(.untrusted, "this is nothing that the session waits for")

    private static func describe(
        qualified: Assurance,
        advanced: Assurance?,
        countries: [SmartIDCountry] = SmartIDCountry.allCases
    ) -> MethodDescriptor {
        let rows = [AssuranceTable.Row(SmartIDLevel.qualified.rawValue, qualified)]
        return MethodDescriptor(
            provider: "smart-id",
            displayName: LocalizedText("Smart-ID"),
            types: [.verification, .authentication, .signing],
            attributes: offers,
            assurance: AssuranceTable(rows + (advanced.map { [.init(SmartIDLevel.advanced.rawValue, $0)] } ?? [])),
            keepsEvidence: true,
            countries: countries.map(\.rawValue),
            // Where certificates of both environments have their status asked, and where SK's lists are.
            hosts: ["aia.sk.ee:80", "aia.demo.sk.ee:80", "c.sk.ee:80"]
        )
    }
}
