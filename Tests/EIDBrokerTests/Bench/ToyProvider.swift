import EIDMethod
import FoundationEssentials
import Synchronization

/// What toy methods do and what they were asked; shared by a test and its providers.
final class ToyScript: Sendable {
    struct Content: Sendable {
        var interaction: Interaction?
        var result: Result<VerifiedIdentity, MethodError>
        var polls = 0
        var resumed = 0
        var requests: [MethodRequest] = []
        var answers: [String] = []
        var beginFailure: MethodError?
        /// Ends when it begins, with the result.
        var endsAtOnce = false
        var goesOnWith: Interaction?
        var redrawn: Interaction?
        var abandoned = 0
        /// Runs while the method is being asked.
        var meanwhile: (@Sendable () async -> Void)?
    }

    let content: Mutex<Content>

    init(_ identity: VerifiedIdentity) { content = Mutex(Content(result: .success(identity))) }

    func change(_ body: (inout Content) -> Void) { content.withLock { body(&$0) } }
    var now: Content { content.withLock { $0 } }
}

struct ToyConfiguration: MethodConfiguration {
    static var settings: [Setting] { [] }
    let script: ToyScript?

    init(reading settings: SettingsReader) { script = nil }
    init(script: ToyScript) { self.script = script }
}

struct ToyState: Codable, Sendable {
    let secret: String
}

/// A method without an upstream; `resume` is the only thing that counts.
enum Toy {
    static func begin(_ request: MethodRequest, _ script: ToyScript?) throws(MethodError) -> MethodStep<ToyState> {
        guard let script else { throw MethodError(.misconfigured, "no script") }
        script.change { $0.requests.append(request) }
        if let failure = script.now.beginFailure { throw failure }
        if script.now.endsAtOnce { return .finished(try script.now.result.get()) }
        let url = URL(string: "https://upstream.example/start?state=\(request.callbackState)")
        guard let interaction = script.now.interaction ?? url.map(Interaction.redirect(to:)) else {
            throw MethodError(.misconfigured, "no URL")
        }
        return .present(interaction, keeping: ToyState(secret: "kept"))
    }

    static func resume(
        _ script: ToyScript?,
        _ state: ToyState,
        _ event: MethodEvent
    ) async throws(MethodError) -> MethodStep<ToyState> {
        guard let script, state.secret == "kept" else { throw MethodError(.untrusted, "state") }
        script.change { $0.resumed += 1 }
        // Gives other tasks every chance to get in between.
        for _ in 0..<20 { await Task.yield() }
        if let meanwhile = script.now.meanwhile {
            script.change { $0.meanwhile = nil }
            await meanwhile()
        }
        if case .answered(let answer) = event { script.change { $0.answers.append(answer.text) } }
        if case .polled = event, script.now.polls > 0, let interaction = script.now.interaction {
            script.change { $0.polls -= 1 }
            return .present(interaction, keeping: state)
        }
        if let next = script.now.goesOnWith {
            script.change { $0.goesOnWith = nil }
            return .present(next, keeping: state)
        }
        return .finished(try script.now.result.get())
    }
}

/// Offers everything, up to `high`.
struct ToyProvider: MethodProvider {
    static let descriptor = MethodDescriptor(
        provider: "toy",
        displayName: LocalizedText(nl: "Speelgoed", fr: "Jouet", de: "Spielzeug", en: "Toy", sv: "Leksak"),
        types: [.verification, .authentication],
        attributes: AttributeCatalogue.all.map { AttributeOffer($0.name, .maybe) },
        assurance: AssuranceTable([.init("basic", .low), .init("strong", .high)])
    )

    let script: ToyScript?

    init(configuration: ToyConfiguration, services: MethodServices) { script = configuration.script }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<ToyState> {
        try Toy.begin(request, script)
    }

    func resume(
        _ request: MethodRequest,
        from state: ToyState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<ToyState> {
        try await Toy.resume(script, state, event)
    }

    var loginHints: [LoginHintForm] {
        ["toy:", "any:"].map { LoginHintForm(.text($0), .any(of: LoginHintForm.letters, 0...100)) }
    }

    func redraw(_ request: MethodRequest, from state: ToyState) -> Interaction? { script?.now.redrawn }

    func abandon(_ request: MethodRequest, from state: ToyState) async { script?.change { $0.abandoned += 1 } }
}

/// Offers an e-mail address and a name, at `low` only.
struct SmallProvider: MethodProvider {
    static let descriptor = MethodDescriptor(
        provider: "small",
        displayName: LocalizedText("Small"),
        types: [.verification],
        attributes: [AttributeOffer(Attribute.email.name, .always), AttributeOffer(Attribute.name.name, .always)],
        assurance: AssuranceTable([.init("basic", .low)]),
        countries: ["SE"]
    )

    let script: ToyScript?

    init(configuration: ToyConfiguration, services: MethodServices) { script = configuration.script }

    var loginHints: [LoginHintForm] { [LoginHintForm(.text("any:"), .any(of: LoginHintForm.letters, 0...100))] }

    func begin(_ request: MethodRequest) async throws(MethodError) -> MethodStep<ToyState> {
        try Toy.begin(request, script)
    }

    func resume(
        _ request: MethodRequest,
        from state: ToyState,
        after event: MethodEvent
    ) async throws(MethodError) -> MethodStep<ToyState> {
        try await Toy.resume(script, state, event)
    }
}

/// Refuses every call: toys stay at home.
struct NoTransport: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        throw HTTPFailure(.forbidden, "toys call nobody")
    }
}
