import EIDMethod
import EIDMethodTesting
import EIDSmartIDSimulator
import FoundationEssentials
import Testing

@testable import EIDSmartID

/// One identification, step by step, against the simulator.
final class SmartIDWalk {
    let arrangement: SmartIDArrangement
    let method: Method
    private let provider: SmartIDProvider
    let request: MethodRequest
    private(set) var interaction: Interaction?
    private(set) var state: [UInt8] = []

    init(
        _ settings: [String: SettingValue] = [:],
        brokeredName: String? = nil,
        userAgent: String = SmartIDArrangement.computer,
        assurance: Assurance? = nil,
        loginHint: String? = nil,
        callbackURL: String = "https://broker.example/callback/smart-id",
        unreachable: @escaping @Sendable (HTTPRequest) -> Bool = { _ in false }
    ) throws {
        arrangement = try SmartIDArrangement(settings, brokeredName: brokeredName)
        let services = MethodServices(
            http: PartialTransport(base: arrangement.upstream, isUnreachable: unreachable),
            clock: arrangement.clock.wall,
            random: SeededRandom().source,
            log: LogCapture().logger()
        )
        provider = try arrangement.makeProvider(services: services)
        method = Method(id: "smart-id", provider: provider)
        request = try MethodRequest(
            transactionID: "t",
            type: .verification,
            attributes: Set(SmartIDProvider.descriptor.attributes.map(\.name)),
            assurance: assurance,
            languages: [.en],
            callbackURL: try #require(URL(string: callbackURL)),
            callbackState: "state-of-the-transaction",
            loginHint: loginHint,
            endUser: EndUser(address: "203.0.113.7", userAgent: userAgent)
        )
    }

    /// A network in which some places cannot be reached.
    private struct PartialTransport: HTTPTransport {
        let base: any HTTPTransport
        let isUnreachable: @Sendable (HTTPRequest) -> Bool

        func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
            guard !isUnreachable(request) else { throw HTTPFailure(.unreachable, "nobody is there") }
            return try await base.send(request)
        }
    }

    var simulator: SmartIDSimulator { arrangement.simulator }

    func begin() async throws { try keep(try await method.begin(request)) }

    /// Goes on after some seconds; the identity once there is one.
    @discardableResult
    func poll(after seconds: Int = 2) async throws -> VerifiedIdentity? {
        arrangement.clock.advance(by: .seconds(seconds))
        return try await resume(.polled)
    }

    /// Looks at a state that somebody changed.
    func poll(from state: SmartIDState) async throws {
        arrangement.clock.advance(by: .seconds(2))
        _ = try await provider.resume(request, from: state, after: .polled)
    }

    @discardableResult
    func resume(_ event: MethodEvent) async throws -> VerifiedIdentity? {
        let step = try await method.resume(request, from: state, after: event)
        if case .finished(let identity) = step { return identity }
        try keep(step)
        return nil
    }

    /// Begins, and plays the person to the end.
    func identify(as persona: SmartIDPersona = .kadri) async throws -> VerifiedIdentity {
        try await begin()
        for _ in 0..<5 {
            let shown = try #require(interaction)
            if let identity = try await resume(try arrangement.play(.approve, at: shown, as: persona)) {
                return identity
            }
        }
        throw ConformanceFailure("it does not end")
    }

    var code: String? {
        let kept = try? ErasedState.state(of: state, as: SmartIDState.self)
        let drawn = kept.flatMap { provider.redraw(request, from: $0) } ?? interaction
        if case .openApp(_, let code, _, _)? = drawn { return code }
        return nil
    }

    var link: String? { if case .openApp(let link, _, _, _)? = interaction { link?.absoluteString } else { nil } }
    var hint: String? { if case .openApp(_, _, _, let hint)? = interaction { hint?[.en] } else { nil } }
    var pause: Duration? { if case .openApp(_, _, let pause, _)? = interaction { pause } else { nil } }
    var question: String? { if case .ask(let prompt)? = interaction { prompt.label[.en] } else { nil } }

    private func keep(_ step: Method.Step) throws {
        guard case .present(let interaction, let state) = step else { throw ConformanceFailure("it is over already") }
        self.interaction = interaction
        self.state = state
    }
}
